package dev.narrows.laboratory.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.narrows.laboratory.jvm.BenchException;
import dev.narrows.laboratory.jvm.ChildJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into another JVM of this user; needs a JDK, not a JRE. One thread. */
final class Probe implements AutoCloseable {

    private final ChildJvm jvm;
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final OperatingSystemMXBean system;

    private Probe(ChildJvm jvm, JMXConnector connector) throws IOException {
        MBeanServerConnection server = connector.getMBeanServerConnection();
        this.jvm = jvm;
        this.connector = connector;
        this.memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
        this.threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
        OperatingSystemMXBean unix = ManagementFactory.getPlatformMXBean(server, UnixOperatingSystemMXBean.class);
        this.system = unix == null ? ManagementFactory.getPlatformMXBean(server, OperatingSystemMXBean.class) : unix;
    }

    /** @throws BenchException where it cannot be looked into */
    @SuppressWarnings("BanJNDI") // The address is that of the agent which was just started in a process of ours.
    static Probe of(ChildJvm jvm) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
            try {
                JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
                return new Probe(jvm, JMXConnectorFactory.connect(address));
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException e) {
            throw new BenchException("service: cannot be looked into: " + e + " (expected: a JDK of the same user)", e);
        }
    }

    /** Has the service collect its garbage, and looks. */
    Footprint look() {
        memory.gc();
        return new Footprint(
                memory.getHeapMemoryUsage().getUsed(),
                jvm.residentBytes().orElse(0),
                threads.getThreadCount(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0);
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new BenchException("service: does not hear that nobody looks any more: " + e, e);
        }
    }
}
