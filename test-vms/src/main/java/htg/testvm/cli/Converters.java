package htg.testvm.cli;

import htg.common.DataSize;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.qemu.AcceleratorChoice;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Option values as users write them. */
final class Converters {
    private Converters() {}

    static final class OfFirmware implements ITypeConverter<Firmware> {
        @Override
        public Firmware convert(String value) {
            return named(value, Firmware.values());
        }
    }

    static final class OfBus implements ITypeConverter<Bus> {
        @Override
        public Bus convert(String value) {
            return named(value, Bus.values());
        }
    }

    static final class OfAccelerator implements ITypeConverter<AcceleratorChoice> {
        @Override
        public AcceleratorChoice convert(String value) {
            return named(value, AcceleratorChoice.values());
        }
    }

    static final class OfCheck implements ITypeConverter<BuiltInCheck> {
        @Override
        public BuiltInCheck convert(String value) {
            return named(value, BuiltInCheck.values());
        }
    }

    static final class OfSize implements ITypeConverter<DataSize> {
        @Override
        public DataSize convert(String value) {
            try {
                return DataSize.parse(value);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }

    /** {@code 90}, {@code 90s} or {@code 10m}. */
    static final class OfDuration implements ITypeConverter<Duration> {
        private static final Pattern TEXT = Pattern.compile("(\\d{1,6})([sm]?)");

        @Override
        public Duration convert(String value) {
            Matcher matcher = TEXT.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + value + "' is no time such as 90s or 10m");
            }
            long number = Long.parseLong(matcher.group(1));
            return "m".equals(matcher.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        }
    }

    private static <T> T named(String name, T[] values) {
        return Stream.of(values)
                .filter(value -> value.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + name + "' is not one of "
                        + Stream.of(values).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
