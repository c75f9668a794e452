package htg.testvm.junit;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Makes what an annotation can only name. */
final class Suppliers {
    private Suppliers() {}

    static Supplier<Path> make(Class<? extends Supplier<Path>> type) {
        try {
            Constructor<? extends Supplier<Path>> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException failure) {
            throw new ExtensionConfigurationException(
                    type.getName() + " has no constructor without parameters, or it failed", failure);
        }
    }
}
