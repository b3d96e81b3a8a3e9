package ai.medsyn.standalone;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line of MedSyn. Exit codes: 0 done, 1 failed, 2 misused. */
public final class Medsyn {

    private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", new DemoCommand());
        COMMANDS.put("up", new UpCommand());
        COMMANDS.put("down", new DownCommand());
        COMMANDS.put("status", new StatusCommand());
        COMMANDS.put("serve", new ServeCommand());
        COMMANDS.put("service", new ServiceCommand());
        COMMANDS.put("secrets", new SecretsCommand());
    }

    private static final Set<String> HELP = Set.of("help", "-h");

    private Medsyn() {}

    public static void main(String[] arguments) {
        int exitCode = run(Arrays.asList(arguments), System.out, System.err);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || HELP.contains(arguments.get(0)) || arguments.contains("--help")) {
            out.println(help());
            return arguments.isEmpty() ? CommandFailure.MISUSED : 0;
        }
        String verb = arguments.get(0);
        Command command = COMMANDS.get(verb);
        if (command == null) {
            err.println("medsyn: unknown command " + verb + "; there are " + String.join(", ", COMMANDS.keySet()));
            return CommandFailure.MISUSED;
        }
        try {
            command.run(arguments.subList(1, arguments.size()), out);
            return 0;
        } catch (CommandFailure e) {
            err.println("medsyn: " + e.getMessage());
            if (e.exitCode() == CommandFailure.MISUSED) {
                err.println(command.usage());
            }
            return e.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandFailure.FAILED;
        } catch (Exception e) {
            err.println("medsyn: " + verb + " failed: " + e);
            return CommandFailure.FAILED;
        }
    }

    private static String help() {
        StringBuilder help = new StringBuilder("Synthetic chest X-ray and report datasets on this machine.\n");
        COMMANDS.values()
                .forEach(command -> help.append('\n').append(command.usage()).append('\n'));
        return help.append("\nData lies in ")
                .append(Installation.defaultRoot())
                .append(" unless --data names another directory.")
                .toString();
    }
}
