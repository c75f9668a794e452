package htg.fsimage.boot.grub;

import java.util.List;
import java.util.Optional;

/** A statement of a script. */
sealed interface Statement {
    /** Statements one after the other. */
    record Block(List<Statement> statements) {
        public Block {
            statements = List.copyOf(statements);
        }
    }

    /** A command with its arguments, and the block of a menu entry. */
    record Simple(List<Word> words, Optional<Block> block) implements Statement {
        public Simple {
            words = List.copyOf(words);
        }
    }

    /** {@code if}, each {@code elif}, and {@code else}. */
    record If(List<Branch> branches, Block otherwise) implements Statement {
        public If {
            branches = List.copyOf(branches);
        }
    }

    /** A condition and what to do when it holds. */
    record Branch(Block condition, Block body) {}

    /** {@code while}, or {@code until}. */
    record Loop(boolean until, Block condition, Block body) implements Statement {}

    /** {@code for}. */
    record Each(String variable, List<Word> words, Block body) implements Statement {
        public Each {
            words = List.copyOf(words);
        }
    }

    /** {@code function}. */
    record Define(String name, Block body) implements Statement {}
}
