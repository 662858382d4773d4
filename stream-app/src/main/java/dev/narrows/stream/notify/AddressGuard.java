package dev.narrows.stream.notify;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves the names of receivers, and lets only those through that lie in public. The addresses that it looked at are the
 * ones that are connected to, so a name that resolves to something else a moment later changes nothing. Any thread.
 */
final class AddressGuard implements SocketAddressResolver {

    private final boolean privateToo;

    /** @param privateToo whether loopback and private addresses are allowed */
    AddressGuard(boolean privateToo) {
        this.privateToo = privateToo;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        try {
            List<InetSocketAddress> found = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!privateToo && !isPublic(address)) {
                    promise.failed(new IllegalArgumentException("address of " + host + ": " + address.getHostAddress()
                            + " (expected: a public one; notify.private.addresses allows others)"));
                    return;
                }
                found.add(new InetSocketAddress(address, port));
            }
            promise.succeeded(found);
        } catch (UnknownHostException e) {
            promise.failed(e);
        }
    }

    /** Whether an address is one of the open internet's. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes, 0);
    }

    private static boolean isPublic4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        int third = bytes[at + 2] & 0xff;
        boolean local = first == 0 || first == 10 || first == 127 || first >= 224;
        boolean privates = (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 169 && second == 254);
        // Of carriers, of the IETF, and for measurements.
        boolean shared = (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && third == 0)
                || (first == 198 && (second == 18 || second == 19));
        return !local && !privates && !shared;
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        // fc00::/7 is private; 2002::/16 and 64:ff9b::/96 carry an IPv4 address, and so do ::/96 and ::ffff:0:0/96.
        if ((first & 0xfe) == 0xfc) {
            return false;
        }
        if (first == 0x20 && second == 0x02) {
            return isPublic4(bytes, 2);
        }
        boolean carries = first == 0 && (second == 0 || second == 0x64);
        return !carries || isPublic4(bytes, 12);
    }
}
