package htg.fsimage.boot.grub;

import htg.fsimage.boot.grub.Statement.Block;
import htg.fsimage.mounts.Problems;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a script's statements. */
final class Interpreter {
    private final GrubFiles files;
    private final Budget budget;
    private final Problems notes;
    private final Map<String, Block> functions = new HashMap<>();
    private final Map<String, Command> commands;

    Interpreter(GrubFiles files, Machine machine, Problems notes) {
        this.files = files;
        this.budget = files.budget();
        this.notes = notes;
        this.commands = Commands.all(this, machine);
    }

    GrubFiles files() {
        return files;
    }

    Problems notes() {
        return notes;
    }

    Budget budget() {
        return budget;
    }

    /** Runs a script that is text. */
    void run(String script, Context context) throws IOException {
        budget.text(script.length());
        run(Parser.parse(script, notes), context);
    }

    void run(Block block, Context context) throws IOException {
        budget.enter();
        try {
            for (Statement statement : block.statements()) {
                budget.step();
                run(statement, context);
                if (!context.goesOn()) {
                    return;
                }
            }
        } finally {
            budget.exit();
        }
    }

    private void run(Statement statement, Context context) throws IOException {
        if (statement instanceof Statement.Simple simple) {
            simple(simple, context);
        } else if (statement instanceof Statement.If conditional) {
            conditional(conditional, context);
        } else if (statement instanceof Statement.Loop loop) {
            loop(loop, context);
        } else if (statement instanceof Statement.Each each) {
            each(each, context);
        } else if (statement instanceof Statement.Define define) {
            functions.put(define.name(), define.body());
        }
    }

    private void conditional(Statement.If conditional, Context context) throws IOException {
        for (Statement.Branch branch : conditional.branches()) {
            run(branch.condition(), context);
            if (!context.goesOn()) {
                return;
            } else if (context.status() == Command.TRUE) {
                run(branch.body(), context);
                return;
            }
        }
        context.status(Command.TRUE);
        run(conditional.otherwise(), context);
    }

    private void loop(Statement.Loop loop, Context context) throws IOException {
        context.enterLoop();
        while (true) {
            budget.step();
            run(loop.condition(), context);
            if (!context.goesOn() || (context.status() == Command.TRUE) == loop.until()) {
                break;
            }
            run(loop.body(), context);
            if (context.leavesLoop()) {
                break;
            }
        }
        context.exitLoop();
    }

    private void each(Statement.Each each, Context context) throws IOException {
        context.enterLoop();
        for (String word : Expander.expand(each.words(), context, files, budget)) {
            budget.step();
            context.environment().set(each.variable(), word);
            run(each.body(), context);
            if (context.leavesLoop()) {
                break;
            }
        }
        context.exitLoop();
    }

    private void simple(Statement.Simple simple, Context context) throws IOException {
        List<String> words = Expander.expand(simple.words(), context, files, budget);
        boolean negated = !words.isEmpty() && words.get(0).equals("!");
        if (negated) {
            words = words.subList(1, words.size());
        }
        if (words.isEmpty()) {
            return;
        }
        int status = execute(words, simple.block(), context);
        context.status(negated ? Command.status(status != Command.TRUE) : status);
    }

    private int execute(List<String> words, Optional<Block> block, Context context) throws IOException {
        String name = words.get(0);
        List<String> arguments = words.subList(1, words.size());
        Block function = functions.get(name);
        Command command = commands.get(name);
        if (function != null) {
            return call(function, arguments, context);
        } else if (name.equals("menuentry") || name.equals("submenu")) {
            return MenuCommand.run(this, context, words, block);
        } else if (command != null) {
            return command.run(context, List.copyOf(arguments));
        }
        int equals = name.indexOf('=');
        if (equals > 0) {
            context.environment().set(name.substring(0, equals), name.substring(equals + 1));
            return Command.TRUE;
        }
        notes.add("The command " + name + " is not known and was left out.");
        return Command.FALSE;
    }

    private int call(Block function, List<String> arguments, Context context) throws IOException {
        List<String> before = context.parameters();
        context.parameters(arguments);
        run(function, context);
        context.parameters(before);
        if (context.flow() == Context.Flow.RETURN) {
            context.flow(Context.Flow.NEXT);
        }
        return context.status();
    }
}
