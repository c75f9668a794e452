package htg.fsimage.boot.grub;

import htg.fsimage.boot.grub.Statement.Block;
import htg.fsimage.boot.grub.Statement.Branch;
import htg.fsimage.mounts.Problems;
import htg.fsimage.volume.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes statements of tokens. What does not belong where it stands is left out with a note, and the rest is read on. */
final class Parser {
    private static final int DEEPEST = 60;
    private static final Set<String> CLOSING = Set.of("then", "elif", "else", "fi", "do", "done", "in");

    private final List<Token> tokens;
    private final Problems notes;
    private int at;
    private int depth;

    private Parser(List<Token> tokens, Problems notes) {
        this.tokens = tokens;
        this.notes = notes;
    }

    /**
     * The statements of a whole script.
     *
     * @throws LimitExceededException when it is longer or nested deeper than any that was written by people
     */
    static Block parse(String script, Problems notes) throws LimitExceededException {
        Parser parser = new Parser(Lexer.tokens(script), notes);
        List<Statement> statements = new ArrayList<>();
        while (parser.kind() != Token.Kind.END) {
            statements.addAll(parser.block().statements());
            if (parser.kind() != Token.Kind.END) {
                notes.add("A stray " + parser.shown() + " was left out.");
                parser.at++;
            }
        }
        return new Block(statements);
    }

    private Token now() {
        return tokens.get(at);
    }

    private Token.Kind kind() {
        return now().kind();
    }

    private String shown() {
        return kind() == Token.Kind.WORD ? now().word().plain() : kind() == Token.Kind.OPEN ? "{" : "}";
    }

    private boolean keyword(String keyword) {
        return kind() == Token.Kind.WORD && now().word().is(keyword);
    }

    private boolean closing() {
        return kind() == Token.Kind.WORD
                && CLOSING.contains(now().word().plain())
                && now().word().is(now().word().plain());
    }

    /** Statements up to a word or brace that ends them. */
    private Block block() throws LimitExceededException {
        if (++depth > DEEPEST) {
            throw new LimitExceededException("the script is nested deeper than " + DEEPEST + " levels");
        }
        List<Statement> statements = new ArrayList<>();
        while (true) {
            while (kind() == Token.Kind.SEPARATOR) {
                at++;
            }
            if (kind() != Token.Kind.WORD || closing()) {
                depth--;
                return new Block(statements);
            }
            statements.add(statement());
        }
    }

    private Statement statement() throws LimitExceededException {
        if (keyword("if")) {
            return conditional();
        } else if (keyword("while") || keyword("until")) {
            return loop();
        } else if (keyword("for")) {
            return each();
        } else if (keyword("function")) {
            at++;
            String name = kind() == Token.Kind.WORD ? tokens.get(at++).word().plain() : "";
            return new Statement.Define(name, braces().orElse(new Block(List.of())));
        }
        List<Word> words = words();
        return new Statement.Simple(words, braces());
    }

    private List<Word> words() {
        List<Word> words = new ArrayList<>();
        while (kind() == Token.Kind.WORD) {
            words.add(tokens.get(at++).word());
        }
        return words;
    }

    /** A block in braces, which may follow after a line's end as well when it belongs to a function. */
    private Optional<Block> braces() throws LimitExceededException {
        if (kind() != Token.Kind.OPEN) {
            return Optional.empty();
        }
        at++;
        List<Statement> statements = new ArrayList<>(block().statements());
        while (kind() == Token.Kind.WORD || kind() == Token.Kind.OPEN) {
            notes.add("A stray " + shown() + " was left out.");
            at++;
            statements.addAll(block().statements());
        }
        expectClose();
        return Optional.of(new Block(statements));
    }

    private void expectClose() {
        if (kind() == Token.Kind.CLOSE) {
            at++;
        } else {
            notes.add("A } is missing.");
        }
    }

    private Statement conditional() throws LimitExceededException {
        List<Branch> branches = new ArrayList<>();
        do {
            at++;
            Block condition = block();
            expect("then");
            branches.add(new Branch(condition, block()));
        } while (keyword("elif"));
        Block otherwise = new Block(List.of());
        if (keyword("else")) {
            at++;
            otherwise = block();
        }
        expect("fi");
        return new Statement.If(branches, otherwise);
    }

    private Statement loop() throws LimitExceededException {
        boolean until = keyword("until");
        at++;
        Block condition = block();
        return new Statement.Loop(until, condition, body());
    }

    private Statement each() throws LimitExceededException {
        at++;
        String variable = kind() == Token.Kind.WORD ? tokens.get(at++).word().plain() : "";
        if (keyword("in")) {
            at++;
        }
        List<Word> words = words();
        while (kind() == Token.Kind.SEPARATOR) {
            at++;
        }
        return new Statement.Each(variable, words, body());
    }

    private Block body() throws LimitExceededException {
        expect("do");
        Block body = block();
        expect("done");
        return body;
    }

    private void expect(String keyword) {
        if (keyword(keyword)) {
            at++;
        } else {
            notes.add("A " + keyword + " is missing.");
        }
    }
}
