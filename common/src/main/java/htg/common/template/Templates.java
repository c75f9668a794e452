package htg.common.template;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/**
 * The templates of one package, filled in by FreeMarker as htg uses it: {@code [=x]} interpolation, because <code>${x}</code>
 * is GRUB's own; numbers as a program reads them; the same text on every host; a missing value is an error. What is in a
 * template named {@code .ftlh} is escaped for HTML. Thread-safe.
 */
public final class Templates {
    private final Configuration configuration;

    private Templates(Configuration configuration) {
        this.configuration = configuration;
    }

    /** The templates that lie beside {@code owner}. */
    public static Templates beside(Class<?> owner) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(owner, "");
        configuration.setInterpolationSyntax(Configuration.SQUARE_BRACKET_INTERPOLATION_SYNTAX);
        configuration.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        configuration.setAutoFlush(false);
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("c");
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        return new Templates(configuration);
    }

    /** Fills in a template. What goes wrong here is a bug in template or model, never the user's fault. */
    public String render(String template, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            write(template, model, out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toString();
    }

    /**
     * Fills in a template.
     *
     * @throws IOException when {@code out} or something in the model fails to be read or written; what else goes wrong is a
     *     bug in template or model
     */
    public void write(String template, Map<String, Object> model, Writer out) throws IOException {
        try {
            configuration.getTemplate(template).process(model, out);
        } catch (TemplateException failure) {
            if (failure.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("template " + template + ": " + failure.getMessage(), failure);
        }
    }
}
