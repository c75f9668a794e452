package htg.testvm.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintStream;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs one test method in a process of its own, and tells how each of its tests ended. */
public final class Launched {
    private Launched() {}

    /** Arguments: the method's full name, and the folder for reports. */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(arguments[0]))
                .configurationParameter(BootTestExtension.FOLDER, arguments[1])
                .build();
        LauncherFactory.create().execute(request, new Teller(System.out));
    }

    private record Teller(PrintStream out) implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, org.junit.platform.engine.TestExecutionResult result) {
            if (test.isTest()) {
                out.println(test.getDisplayName() + " " + result.getStatus() + " "
                        + result.getThrowable().map(Throwable::getMessage).orElse(""));
            }
        }
    }
}
