package htg.common.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;

/** The rules every module keeps; each module's own test names what it may import. */
public final class Architecture {
    private final JavaClasses imported;
    private final String root;

    private Architecture(String root, JavaClasses imported) {
        this.root = root;
        this.imported = imported;
    }

    /** The production classes of the module whose packages start with {@code root}. */
    public static Architecture of(String root) {
        ImportOption ownModule = location -> !location.isJar() && !location.contains("/test-classes/");
        return new Architecture(
                root, new ClassFileImporter().withImportOption(ownModule).importPackages(root));
    }

    /** Fails unless the module imports only the JDK, its own packages, and {@code allowed} (ArchUnit patterns). */
    public void mayImportOnly(String... allowed) {
        List<String> packages = new ArrayList<>(List.of("java..", "org.jspecify..", root + ".."));
        packages.addAll(List.of(allowed));
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .check(imported);
    }

    /** Fails when a class outside {@code own} uses {@code foreign} (ArchUnit patterns). */
    public void keepsTo(String own, String foreign) {
        noClasses()
                .that()
                .resideOutsideOfPackage(own)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreign)
                .check(imported);
    }

    /** Fails on package cycles, printing, generic exceptions, and processes started past the command runner. */
    public void keepsTheHouseRules() {
        slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(imported);
        noClasses()
                .that()
                .resideOutsideOfPackage("htg.common.process..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(imported);
        noClasses()
                .that()
                .resideOutsideOfPackage("htg.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .orShould()
                .callConstructor(RuntimeException.class, String.class)
                .orShould()
                .callConstructor(Exception.class, String.class)
                .allowEmptyShould(true)
                .check(imported);
    }
}
