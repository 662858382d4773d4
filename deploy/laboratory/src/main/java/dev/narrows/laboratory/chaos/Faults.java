package dev.narrows.laboratory.chaos;

import dev.narrows.laboratory.upgrade.Upgrades;
import java.time.Duration;
import java.util.List;

/** Makes what is planned come true; when a call ends, the fault is over and all is there again, or about to be. One thread. */
final class Faults {

    private final Ground ground;
    private final List<Supervised> services;
    private final Upgrades upgrades;
    private final Recovery recovery;
    private final Duration session;

    /** @param session how long a service may be silent before its partitions go to others */
    Faults(Ground ground, List<Supervised> services, Upgrades upgrades, Recovery recovery, Duration session) {
        this.ground = ground;
        this.services = services;
        this.upgrades = upgrades;
        this.recovery = recovery;
        this.session = session;
    }

    void befall(FaultPlan.Planned planned) {
        Supervised service = services.get(planned.service());
        switch (planned.fault()) {
            case KILL -> service.kill();
            case PAUSE -> {
                service.standStill();
                recovery.pass(session.plus(planned.lasts()));
                service.goOn();
            }
            case BROKER_RESTART -> {
                ground.kill();
                recovery.pass(planned.lasts());
                ground.again();
            }
            case REGISTRY_OUTAGE -> outage(ground.registry(), planned.lasts());
            case REBALANCE -> service.leave();
            case UPGRADE -> {
                int version = upgrades.submit("immediate");
                recovery.until("upgrade", () -> upgrades.isStable(version));
            }
            case NETWORK_CUT -> outage(ground.network(), planned.lasts());
            case NETWORK_STALL -> {
                ground.network().stall();
                recovery.pass(planned.lasts());
                ground.network().mend();
            }
        }
        ground.requireAlive();
    }

    private void outage(Proxy proxy, Duration lasts) {
        proxy.cut();
        recovery.pass(lasts);
        proxy.mend();
    }
}
