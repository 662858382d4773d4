package dev.narrows.schemas;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Avro makes objects only of classes that the application trusts, and this library cannot ask its users to set a system
 * property for its own. So whoever here has Avro make generated records first adds them to what is trusted already.
 */
public final class GeneratedRecords {

    static {
        String contract = GeneratedRecords.class.getPackageName();
        ClassSecurityPredicate ours = type -> type.getPackageName().equals(contract);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
    }

    private GeneratedRecords() {}

    /** Trusts the classes of this package from the first call on; any thread. */
    public static void trust() {
        // The static initializer has done it.
    }
}
