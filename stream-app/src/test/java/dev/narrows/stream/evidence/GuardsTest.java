package dev.narrows.stream.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.narrows.schemas.Evidence;
import dev.narrows.schemas.QualityReport;
import dev.narrows.stream.evidence.Guards.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardsTest {

    private final Guards fresh = Guards.fresh(EvidenceSettings.DEFAULT);

    @Test
    void shouldWaitForTheFirstPair() {
        // when
        Verdict verdict = fresh.verdict();

        // then
        assertThat(verdict).isInstanceOf(Verdict.Wait.class);
        assertThat(verdict.reason()).isEqualTo("waits for rows that both versions encode");
        assertThat(((Verdict.Wait) verdict).pairsNeeded()).isEmpty();
    }

    @Test
    void shouldPromoteWhatIsNotWorseByMoreThanTheMargin() {
        // when
        Guards guards = fresh.with(Reports.of(Reports.repeat(500, 0.1f, -0.1f)));

        // then
        assertThat(guards.standing()).isEqualTo(Standing.NO_WORSE);
        assertThat(guards.verdict()).isInstanceOf(Verdict.NoWorse.class);
        assertThat(guards.verdict().reason())
                .startsWith("candidate's error 0.0 % lower than stable's on 1000 sampled rows (95 % sure: ");
    }

    @Test
    void shouldTellWhereTheMeanDifferenceIs() {
        // when
        Comparison comparison =
                fresh.with(Reports.of(Reports.repeat(100, 0.2f))).comparison().orElseThrow();

        // then
        assertThat(fresh.comparison()).isEmpty();
        assertThat(comparison.pairs()).isEqualTo(100);
        assertThat(comparison.mean()).isCloseTo(0.2, within(1e-6));
        assertThat(comparison.low()).isBetween(0.0, 0.2);
        assertThat(comparison.high()).isBetween(0.2, 0.4);
        assertThat(comparison.sure()).isCloseTo(0.95, within(1e-9));
        assertThat(comparison.allowed()).isEqualTo(-0.02);
    }

    @Test
    void shouldRollBackWhatIsWorse() {
        // when
        Guards guards = fresh.with(Reports.of(Reports.repeat(100, -0.1f, -0.3f)));

        // then
        assertThat(guards.standing()).isEqualTo(Standing.WORSE);
        assertThat(guards.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Worse.class,
                        worse -> assertThat(worse.guardrail()).isEqualTo("worse"));
        assertThat(guards.verdict().reason()).startsWith("candidate's error 50.0 % higher than stable's on 200");
    }

    @Test
    void shouldSayHowManyRowsAreMissingAndDecideAfterThese() {
        // given
        Guards guards = fresh.with(Reports.of(Reports.repeat(50, 0.1f, -0.1f)));

        // when
        Verdict.Wait wait = (Verdict.Wait) guards.verdict();

        // then
        int needed = Math.toIntExact(wait.pairsNeeded().orElseThrow());
        assertThat(wait.reason()).endsWith("decides after about " + needed + " sampled rows more at this effect");
        assertThat(guards.with(Reports.of(Reports.repeat(needed / 4, 0.1f, -0.1f)))
                        .standing())
                .isEqualTo(Standing.WAIT);
        assertThat(guards.with(Reports.of(Reports.repeat(needed / 2 + 1, 0.1f, -0.1f)))
                        .standing())
                .isEqualTo(Standing.NO_WORSE);
    }

    @Test
    void shouldRollBackWhatAlertsAloneTooOftenButBearASharedFlood() {
        assertThat(fresh.with(Reports.alerts(40, 2)).verdict()).isInstanceOfSatisfying(Verdict.Worse.class, worse -> {
            assertThat(worse.guardrail()).isEqualTo("alerts");
            assertThat(worse.reason())
                    .isEqualTo(
                            "candidate alone alerts on 40 of 42 rows on which one of the two does (expected: at most 60 %)");
        });
        assertThat(fresh.with(Reports.alerts(40_000, 40_000)).standing()).isEqualTo(Standing.WAIT);
        assertThat(fresh.with(Reports.alerts(2, 40)).standing()).isEqualTo(Standing.WAIT);
    }

    @Test
    void shouldRollBackAtOnceWhereTheCandidateAloneFails() {
        // given
        List<Float> better = Reports.repeat(1000, 0.3f);

        // when
        Guards guards = fresh.with(Reports.of(better, 0, 0, 1, 1000, 1000, 64));

        // then
        assertThat(guards.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Worse.class,
                        worse -> assertThat(worse.guardrail()).isEqualTo("failures"));
    }

    @Test
    void shouldNotRollBackForLessThanAMicrosecondARow() {
        // given
        QualityReport small = Reports.of(Reports.repeat(2000, 0f), 0, 0, 0, 380_000, 940_000, 64);

        // when, then
        assertThat(fresh.with(small).verdict()).isNotInstanceOf(Verdict.Worse.class);
    }

    @Test
    void shouldRollBackWhatIsSlowOnceThereAreRowsEnoughToSaySo() {
        // given
        QualityReport slow = Reports.of(Reports.repeat(600, 0f), 0, 0, 0, 1_000_000, 2_100_000, 64);

        // when, then
        assertThat(fresh.with(slow).verdict()).isNotInstanceOf(Verdict.Worse.class);
        assertThat(fresh.with(slow).with(slow).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Worse.class,
                        worse -> assertThat(worse.guardrail()).isEqualTo("encode-time"));
    }

    @Test
    void shouldRollBackWhatWritesMuchLongerCodes() {
        assertThat(fresh.with(Reports.of(List.of(0f), 0, 0, 0, 1000, 1000, 97))
                        .verdict()
                        .reason())
                .isEqualTo("candidate's code has 97 bytes, stable's 64 (expected: at most 1.50 times as many)");
    }

    @Test
    void shouldGoOnFromWhatItWroteInWhateverOrderReportsCome() {
        // given
        QualityReport one = Reports.of(Reports.repeat(40, 0.11f, -0.2f), 3, 1, 0, 1000, 1100, 80);
        QualityReport other = Reports.of(Reports.repeat(10, 0.7f), 1, 0, 0, 900, 800, 80);

        // when
        Guards restarted =
                Guards.of(EvidenceSettings.DEFAULT, fresh.with(one).evidence()).with(other);

        // then
        List<Evidence> expected = fresh.with(other).with(one).evidence();
        List<Evidence> found = restarted.evidence();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).getDetail()).isEqualTo(expected.get(i).getDetail());
            assertThat(found.get(i).getX()).isCloseTo(expected.get(i).getX(), within(1e-9));
            assertThat(found.get(i).getN()).isEqualTo(expected.get(i).getN());
            assertThat(found.get(i).getEValue()).isCloseTo(expected.get(i).getEValue(), within(1e-9));
        }
    }

    @Test
    void shouldWriteFiguresThatAPersonCanCheck() {
        // when
        Evidence worse =
                fresh.with(Reports.of(Reports.repeat(40, -0.3f))).evidence().get(0);

        // then
        assertThat(worse.getGuardrail()).isEqualTo("worse");
        assertThat(worse.getX()).isCloseTo(-12, within(1e-4));
        assertThat(worse.getN()).isEqualTo(40);
        assertThat(worse.getEValue()).isCloseTo(Math.exp(6.816351346167979), within(0.5));
        assertThat(worse.getThreshold()).isEqualTo(40);
    }
}
