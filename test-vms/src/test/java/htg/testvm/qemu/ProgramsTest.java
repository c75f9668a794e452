package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void namesThePackageOfTheProgramThatIsMissing() throws Exception {
        refuses("qemu-system-x86_64", "qemu-system-x86");
        install("qemu-system-x86_64");
        refuses("qemu-img", "qemu-utils");
        install("qemu-img");
        refuses("qemu-io", "qemu-utils");
        install("qemu-io");
        assertThatCode(() -> Programs.require("/nowhere:" + folder)).doesNotThrowAnyException();
    }

    private void install(String name) throws Exception {
        assertThat(Files.createFile(folder.resolve(name)).toFile().setExecutable(true))
                .isTrue();
    }

    private void refuses(String program, String debianPackage) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Programs.require("/nowhere:" + folder))
                .withMessage(program + " is not installed")
                .satisfies(failure -> assertThat(failure.hint()).contains("package " + debianPackage + "."))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT));
    }
}
