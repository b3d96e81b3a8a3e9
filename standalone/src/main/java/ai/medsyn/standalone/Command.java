package ai.medsyn.standalone;

import java.io.PrintStream;
import java.util.List;

/** One verb of the command line. */
interface Command {

    /** How it is called, one line per form. */
    String usage();

    /**
     * Does it.
     *
     * @param arguments the words behind the verb
     * @param out what a person or a script reads
     * @throws CommandFailure if it cannot be done
     */
    void run(List<String> arguments, PrintStream out) throws Exception;
}
