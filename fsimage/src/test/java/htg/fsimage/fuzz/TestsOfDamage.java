package htg.fsimage.fuzz;

import htg.fsimage.testkit.Subject;
import htg.fsimage.testkit.Subjects;
import java.util.List;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The tests of a class that damage something: those whose names tell of damage. */
record TestsOfDamage(String testClass) {
    /** Runs them. */
    TestExecutionSummary run() {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(testClass))
                .filters((PostDiscoveryFilter) TestsOfDamage::tellsOfDamage)
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    private static FilterResult tellsOfDamage(TestDescriptor test) {
        boolean other = test.getSource().orElse(null) instanceof MethodSource method
                && !method.getMethodName().matches(".*([dD]amage|NeverEnds|Nesting|RandomWords).*");
        return FilterResult.includedIf(!other);
    }

    /** What they would damage; nothing where a program is missing that they need. */
    List<Subject> subjects() {
        return Subjects.collect(() -> {
            TestExecutionSummary summary = run();
            if (summary.getTestsFailedCount() > 0) {
                throw new AssertionError(
                        testClass + " fails", summary.getFailures().get(0).getException());
            }
        });
    }
}
