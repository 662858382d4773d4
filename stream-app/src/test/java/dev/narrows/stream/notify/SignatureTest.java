package dev.narrows.stream.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** From the specification's own test suite. */
    @Test
    void shouldSignAsStandardWebhooksHasIt() {
        // given
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        // when
        String signature =
                Signature.of(List.of(secret), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}");

        // then
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void shouldSignWithBothSecretsWhileReceiversChangeOver() {
        // when
        String signature = Signature.of(List.of(new byte[] {1}, new byte[] {2}), "id", 1, "body");

        // then
        assertThat(signature.split(" ")).hasSize(2).doesNotHaveDuplicates().allMatch(each -> each.startsWith("v1,"));
    }

    @Test
    void shouldReadASecretFromTheEnvironmentAndTakeNoneInPlaceOfAReference() {
        // given
        SecretReference reference = SecretReference.of("env:HOOK", Map.of("HOOK", "whsec_AQID")::get);

        // when, then
        assertThat(reference.read()).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> SecretReference.of("whsec_AQID", name -> null))
                .hasMessageContaining("file:PATH or env:NAME")
                .hasMessageNotContaining("AQID");
    }
}
