package htg.store.reader;

import htg.fsimage.inspect.Inspection;
import htg.fsimage.inspect.Inspector;
import htg.store.frame.FrameWriter;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Says what is in an image. */
final class InspectVerb {
    private final Request request;
    private final FrameWriter frames;

    InspectVerb(Request request, FrameWriter frames) {
        this.request = request;
        this.frames = frames;
    }

    void run(OpenedImage image) throws IOException {
        Inspection inspection = Inspector.inspect(image.mounts(), image.parts());
        Map<String, Object> members = InspectionMembers.of(request.required("image"), image, inspection);
        frames.text(
                request.one("output").equals(Optional.of("json"))
                        ? Json.of(members)
                        : InspectionText.of(image, inspection));
        frames.done();
    }
}
