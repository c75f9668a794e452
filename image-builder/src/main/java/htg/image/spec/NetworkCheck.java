package htg.image.spec;

import htg.common.document.Document;
import htg.common.document.Problem;
import htg.image.spec.StickSpec.FixedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Addresses that look right but are none. Only literals reach the resolver here: the schema allows no letters past f. */
final class NetworkCheck {
    private NetworkCheck() {}

    static void check(FixedAddresses fixed, Document document, List<Problem> problems) {
        for (int i = 0; i < fixed.addresses().size(); i++) {
            String address = fixed.addresses().get(i);
            int slash = address.indexOf('/');
            int bits = length(address.substring(0, slash));
            if (bits == 0 || Integer.parseInt(address.substring(slash + 1)) > bits) {
                problems.add(problem(document, "/network/addresses/" + i, address));
            }
        }
        fixed.gateway()
                .filter(gateway -> length(gateway) == 0)
                .ifPresent(gateway -> problems.add(problem(document, "/network/gateway", gateway)));
        for (int i = 0; i < fixed.dns().size(); i++) {
            if (length(fixed.dns().get(i)) == 0) {
                problems.add(problem(document, "/network/dns/" + i, fixed.dns().get(i)));
            }
        }
    }

    private static Problem problem(Document document, String pointer, String text) {
        return new Problem(document.placeOf(pointer), "'" + text + "' is no IP address" + hint(pointer));
    }

    private static String hint(String pointer) {
        return pointer.startsWith("/network/addresses") ? " with a prefix length, such as 192.0.2.10/24" : "";
    }

    /** Length of the address in bits; 0 when it is none. */
    private static int length(String literal) {
        boolean numeric = literal.contains(":") || literal.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        if (!numeric) {
            return 0;
        }
        try {
            return InetAddress.getByName(literal).getAddress().length * 8;
        } catch (UnknownHostException noAddress) {
            return 0;
        }
    }
}
