package ai.medsyn.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** The words behind a command: operands, flags, and options with a value ({@code --name value} or {@code --name=value}). */
final class CommandLine {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();
    private final List<String> operands = new ArrayList<>();

    private CommandLine() {}

    /**
     * Reads the words.
     *
     * @param valued names of the options that take a value
     * @param flagNames names of those that take none
     * @throws CommandFailure naming the option that is unknown, lacks its value or has one too many
     */
    static CommandLine parse(List<String> words, Set<String> valued, Set<String> flagNames) {
        CommandLine line = new CommandLine();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("--")) {
                line.operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (flagNames.contains(name)) {
                require(equals < 0, name + " takes no value");
                line.flags.add(name);
            } else {
                require(valued.contains(name), "unknown option " + name);
                require(equals >= 0 || i + 1 < words.size(), name + " needs a value");
                String value = equals >= 0 ? word.substring(equals + 1) : words.get(++i);
                require(line.values.put(name, value) == null, name + " is given twice");
            }
        }
        return line;
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    List<String> operands() {
        return List.copyOf(operands);
    }

    void refuseOperands() {
        require(operands.isEmpty(), "unexpected argument " + String.join(" ", operands));
    }

    /** The installation that {@code --data} names, or the one in the user's home. */
    Installation installation() {
        return Installation.at(path("--data").orElseGet(Installation::defaultRoot));
    }

    Optional<Path> path(String name) {
        return value(name).map(value -> {
            try {
                require(!value.isBlank(), name + " needs a directory");
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw CommandFailure.misused(name + " needs a directory, found " + value);
            }
        });
    }

    OptionalInt integer(String name, int least, int most) {
        OptionalLong number = number(name, least, most);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    OptionalLong number(String name, long least, long most) {
        Optional<String> value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        String expected = name + " needs a whole number from " + least + " to " + most + ", found " + value.get();
        try {
            long number = Long.parseLong(value.get());
            require(number >= least && number <= most, expected);
            return OptionalLong.of(number);
        } catch (NumberFormatException e) {
            throw CommandFailure.misused(expected);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw CommandFailure.misused(message);
        }
    }
}
