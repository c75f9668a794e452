package htg.testvm.report.html;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * FreeMarker as htg uses it: {@code [=x]} interpolation, numbers as a program reads them, the same text on every host, a
 * missing value is an error. Here it escapes all text as well.
 */
final class Templates {
    private static final Configuration CONFIGURATION = configuration();

    private Templates() {}

    /**
     * Fills in a template of this package.
     *
     * @throws IOException when {@code out} or a picture fails; what else goes wrong is a bug in template or model
     */
    static void process(String template, Map<String, Object> model, Writer out) throws IOException {
        try {
            CONFIGURATION.getTemplate(template).process(model, out);
        } catch (TemplateException failure) {
            if (failure.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("template " + template + ": " + failure.getMessage(), failure);
        }
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(Templates.class, "");
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setAutoFlush(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("c");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        return configuration;
    }
}
