package htg.testvm.junit;

import htg.common.HtgException;
import htg.testvm.run.PlannedCell;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes a test of each cell of a {@link BootTest}. */
public final class BootTestExtension implements TestTemplateInvocationContextProvider {
    /** The configuration parameter that says where the reports go. */
    public static final String FOLDER = "htg.boot-tests.folder";

    private static final String USUAL_FOLDER = "target/boot-tests";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getTestMethod().flatMap(BootTestExtension::on).isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Path folder = folder(context);
        MethodReport report = context.getStore(Namespace.create(BootTestExtension.class))
                .getOrComputeIfAbsent(
                        MethodReport.class, key -> new MethodReport(folder, name(context)), MethodReport.class);
        try {
            Settings settings = settings(context);
            List<PlannedCell> cells = settings.cells();
            return cells.stream().map(cell -> new CellInvocation(settings, cell, report));
        } catch (HtgException wrong) {
            throw new ExtensionConfigurationException(wrong.getMessage() + ". " + wrong.hint(), wrong);
        }
    }

    private static Settings settings(ExtensionContext context) {
        return new Settings(Stream.of(
                        context.getTestMethod().flatMap(BootTestExtension::on),
                        context.getTestClass().flatMap(BootTestExtension::on))
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<BootTest> on(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, BootTest.class);
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private static Path folder(ExtensionContext context) {
        return Path.of(
                        context.getConfigurationParameter(FOLDER).orElse(USUAL_FOLDER),
                        context.getRequiredTestClass().getName(),
                        context.getRequiredTestMethod().getName())
                .toAbsolutePath()
                .normalize();
    }
}
