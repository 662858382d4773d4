package dev.narrows.stream.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.narrows.schemas.onnx.OnnxModel;
import dev.narrows.schemas.vector.VectorFormat;
import dev.narrows.schemas.vector.VectorReader;
import dev.narrows.stream.fault.FailureLimit;
import dev.narrows.stream.fault.RegistryWait;
import dev.narrows.stream.fixture.DrivenTopology;
import dev.narrows.stream.fixture.Inputs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkspacesTest {

    private final OnnxModel model = DrivenTopology.toy(1);
    private final List<Workspace> made = new ArrayList<>();
    private final Workspaces workspaces = new Workspaces(() -> {
        Workspace workspace = new Workspace(
                model.newEncoder(4),
                null,
                VectorReader.of(VectorFormat.RAW, "", null),
                new RegistryWait(Duration.ZERO, new DrivenTopology.Waits()),
                new FailureLimit(),
                null,
                Inputs.DIM);
        made.add(workspace);
        return workspace;
    });

    @AfterEach
    void close() {
        workspaces.free();
        model.close();
    }

    @Test
    void shouldMakeAsManyAsAreInUseAtTheSameTime() {
        // when
        workspaces.use(outer -> workspaces.use(inner -> assertThat(inner).isNotSameAs(outer)));
        workspaces.use(again -> assertThat(made).contains(again));

        // then
        assertThat(made).hasSize(2);
    }

    @Test
    void shouldHaveOneBackFromWorkThatFailed() {
        // when, then
        assertThatThrownBy(() -> workspaces.use(workspace -> {
                    throw new IllegalStateException("as asked");
                }))
                .hasMessage("as asked");
        workspaces.use(workspace -> assertThat(made).containsExactly(workspace));
    }
}
