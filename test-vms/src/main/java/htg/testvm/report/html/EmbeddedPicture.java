package htg.testvm.report.html;

import freemarker.core.Environment;
import freemarker.template.TemplateDirectiveBody;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateModel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PNG as a {@code data:} URI, written where the template calls it, so that no picture is ever in memory. */
record EmbeddedPicture(Path file) implements TemplateDirectiveModel {
    @Override
    @SuppressWarnings("rawtypes") // FreeMarker's interface is older than generic types
    public void execute(
            Environment environment,
            @Nullable Map parameters,
            TemplateModel @Nullable [] loopVariables,
            @Nullable TemplateDirectiveBody body)
            throws IOException {
        Writer out = environment.getOut();
        out.write("data:image/png;base64,");
        try (OutputStream encoded = Base64.getEncoder().wrap(new AsciiStream(out))) {
            Files.copy(file, encoded);
        }
    }

    /** Bytes of ASCII as characters. Closing it leaves the page open. */
    private static final class AsciiStream extends OutputStream {
        private final Writer out;

        AsciiStream(Writer out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(new String(bytes, offset, length, StandardCharsets.US_ASCII));
        }
    }
}
