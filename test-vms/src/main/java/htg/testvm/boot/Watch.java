package htg.testvm.boot;

import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.console.Console;
import htg.testvm.console.ConsoleEvent;
import htg.testvm.console.ConsoleEvent.Alarm;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Closed;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.ConsoleEvent.LogLost;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import htg.testvm.qemu.RunningMachine;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Follows one boot along its plan. */
final class Watch {
    /** After the first sign of failure a guest still says why. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration END = Duration.ofSeconds(10);
    private static final String KERNEL = "kernel";

    /** What init/main.c and kernel/exit.c of Linux say. */
    private static final Pattern LACK_OF_INIT = Pattern.compile(
            "VFS: Unable to mount root|No working init|Requested init|kill init|Failed to execute /init");

    private static final String NO_LANDMARK = "none";

    private static final String GUEST_POWERED_OFF = "guest-shutdown";

    private final RunningMachine machine;
    private final Console console;
    private final Duration limit;
    private final Consumer<TimedEvent> listener;
    private String last = NO_LANDMARK;

    /** The stage that said it began, until another one says something. */
    private Optional<String> underWay = Optional.empty();

    Watch(RunningMachine machine, Console console, Duration limit, Consumer<TimedEvent> listener) {
        this.machine = machine;
        this.console = console;
        this.limit = limit;
        this.listener = listener;
    }

    /** Takes up what earlier watches of the same machine heard. */
    Watch after(List<TimedEvent> heard) {
        heard.forEach(event -> last = name(event.event()).orElse(last));
        return this;
    }

    Outcome follow(BootPlan plan) {
        BootProgress progress = BootProgress.begin(plan, console.elapsed());
        while (!progress.complete()) {
            Optional<TimedEvent> next = nextUntil(earlier(progress.deadline(), limit));
            if (next.isEmpty()) {
                return silent(progress);
            }
            TimedEvent event = next.get();
            if (event.event() instanceof Closed) {
                return ended(afterTheEnd(progress));
            }
            tell(event);
            Optional<Outcome> broken = broken(event.event(), progress);
            if (broken.isPresent()) {
                hearLastWords();
                return broken.get();
            }
            progress = advance(progress, event);
        }
        return completed(progress);
    }

    /** What was passed over counts against a boot only now: some stages overlap. */
    private static Outcome completed(BootProgress progress) {
        if (progress.missing().isEmpty()) {
            return new Outcome.Completed();
        }
        List<String> names =
                progress.missing().stream().map(Expectation::landmark).toList();
        return new Broken(
                Cause.MISSED, names.get(0), "came to its end without these landmarks: " + String.join(", ", names));
    }

    private BootProgress advance(BootProgress progress, TimedEvent event) {
        if (event.event() instanceof Landmark landmark) {
            return progress.after(event.at(), landmark);
        }
        if (event.event() instanceof CheckResult check) {
            return progress.after(event.at(), new Landmark(BootPlan.CHECK_PREFIX + check.name(), Status.OK, ""));
        }
        return progress;
    }

    private Optional<Outcome> broken(ConsoleEvent event, BootProgress progress) {
        if (event instanceof LogLost lost) {
            return Optional.of(new Broken(Cause.HOST, stage(progress), "the host could not keep " + lost.reason()));
        }
        if (event instanceof Alarm alarm) {
            return Optional.of(new Broken(
                    alarm.sign().isOfHost() ? Cause.HOST : Cause.ALARM,
                    alarm.sign().stage().orElseGet(() -> stage(alarm, progress)),
                    alarm.sign().meaning() + " (" + alarm.line() + "); last landmark: " + last));
        }
        if (event instanceof Landmark landmark && landmark.status() == Status.FAIL) {
            return Optional.of(new Broken(
                    Cause.STAGE_FAILED,
                    landmark.name(),
                    "stage " + landmark.name() + " failed"
                            + (landmark.detail().isEmpty() ? "" : ": " + landmark.detail())));
        }
        return Optional.empty();
    }

    /** Looks up from the console now and then: a machine that the host has stopped says nothing. */
    private Optional<TimedEvent> nextUntil(Duration deadline) {
        while (machine.mediumError().isEmpty()) {
            Duration left = deadline.minus(console.elapsed());
            Optional<TimedEvent> next = console.next(earlier(left, GLANCE));
            if (next.isPresent() || left.compareTo(GLANCE) <= 0) {
                return next;
            }
        }
        return Optional.empty();
    }

    private Outcome silent(BootProgress progress) {
        return machine.mediumError()
                .<Outcome>map(reason -> new Broken(
                        Cause.HOST,
                        stage(progress),
                        "the host could not read or write the medium: " + reason + "; last landmark: " + last))
                .orElseGet(() -> overdue(progress));
    }

    private Outcome overdue(BootProgress progress) {
        if (console.elapsed().compareTo(limit) >= 0) {
            return new Broken(
                    Cause.TIME_LIMIT,
                    stage(progress),
                    "not done within " + limit.toSeconds() + " s; last landmark: " + last);
        }
        String awaited = progress.awaited().map(Expectation::landmark).orElse("end");
        return new Broken(
                Cause.HANG,
                stage(progress),
                String.format(
                        Locale.ROOT,
                        "hangs: no landmark '%s' within %d s; last landmark: %s",
                        awaited,
                        progress.deadline().minus(progress.since()).toSeconds(),
                        last));
    }

    /** Reads what the consoles still hold once the machine is gone; what the plan does not need is left to the next one. */
    private BootProgress afterTheEnd(BootProgress before) {
        console.close();
        BootProgress progress = before;
        while (!progress.complete()) {
            Optional<TimedEvent> next = console.next(Duration.ZERO);
            if (next.isEmpty() || (next.get().event() instanceof Closed && console.isSilent())) {
                return withPowerOff(progress);
            }
            tell(next.get());
            progress = advance(progress, next.get());
        }
        return progress;
    }

    private BootProgress withPowerOff(BootProgress progress) {
        machine.awaitEnd(END);
        if (!poweredOff()) {
            return progress;
        }
        TimedEvent off = new TimedEvent(console.elapsed(), new Landmark(BootPlan.POWER_OFF, Status.OK, ""));
        tell(off);
        return advance(progress, off);
    }

    private boolean poweredOff() {
        return machine.shutdownReason().filter(GUEST_POWERED_OFF::equals).isPresent();
    }

    private Outcome ended(BootProgress progress) {
        if (progress.complete()) {
            return completed(progress);
        }
        String how = machine.shutdownReason()
                .map(reason -> switch (reason) {
                    case GUEST_POWERED_OFF -> "the guest powered off early";
                    case "guest-reset" -> "the guest restarted by itself";
                    default -> "QEMU ended (" + reason + ")";
                })
                .orElseGet(() -> "QEMU ended: " + machine.complaints());
        Cause cause = machine.wentDownByItself() ? Cause.ENDED : Cause.HOST;
        return new Broken(cause, stage(progress), how + "; last landmark: " + last);
    }

    /** What the boot is at: the stage that has begun, or else the one that comes next. */
    private String stage(BootProgress progress) {
        return underWay.orElseGet(progress::next);
    }

    /** A kernel that ends for want of an init has done its part: what does not come is the first word of the ramdisk. */
    private String stage(Alarm alarm, BootProgress progress) {
        boolean lacksInit = LACK_OF_INIT.matcher(alarm.line()).find();
        return lacksInit && underWay.equals(Optional.of(KERNEL)) ? progress.next() : stage(progress);
    }

    private void hearLastWords() {
        Duration until = console.elapsed().plus(LAST_WORDS);
        for (Optional<TimedEvent> next = console.next(GLANCE);
                next.isPresent() && !(next.get().event() instanceof Closed);
                next = console.next(earlier(GLANCE, until.minus(console.elapsed())))) {
            tell(next.get());
        }
    }

    private void tell(TimedEvent event) {
        if (event.event() instanceof Closed) {
            return;
        }
        last = name(event.event()).orElse(last);
        if (event.event() instanceof Landmark landmark) {
            underWay = landmark.status() == Status.START ? Optional.of(landmark.name()) : Optional.empty();
        }
        listener.accept(event);
    }

    private static Optional<String> name(ConsoleEvent event) {
        if (event instanceof Landmark landmark) {
            return Optional.of(landmark.name() + " " + landmark.status());
        }
        return event instanceof CheckResult check
                ? Optional.of(BootPlan.CHECK_PREFIX + check.name())
                : Optional.empty();
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
