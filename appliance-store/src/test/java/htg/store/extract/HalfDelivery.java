package htg.store.extract;

import htg.store.frame.Frame;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** A program that copies half of a file out of an image, says so, and then waits until it is killed or its input ends. */
final class HalfDelivery {
    private HalfDelivery() {}

    public static void main(String[] args) throws IOException {
        try (Delivery delivery = Delivery.to(Path.of(args[0]), "/x", false);
                FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            delivery.sink().begin(new Frame.Begin(Frame.Kind.FILE, "", "", 100, 0644, 0));
            delivery.sink().data(0, new byte[50]);
            out.write('h');
            out.flush();
            int unused = System.in.read();
        }
    }
}
