package ai.medsyn.generator.reports.llm;

import ai.medsyn.platform.jobs.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a registration and collects what is wrong with them. A parameter that nobody asks for is wrong too. */
final class Parameters {

    private final Map<String, Object> values;
    private final TreeSet<String> unread;
    private final List<String> problems = new ArrayList<>();

    Parameters(Map<String, Object> values) {
        this.values = values;
        this.unread = new TreeSet<>(values.keySet());
    }

    String text(String name) {
        String text = optional(name);
        if (text == null) {
            problems.add(name + " must be given");
            return "";
        }
        return text;
    }

    @Nullable
    String optional(String name) {
        Object value = value(name);
        if (value == null || value instanceof String text && !text.isBlank()) {
            return (String) value;
        }
        problems.add(name + " must be a text, found " + value);
        return null;
    }

    int whole(String name, int otherwise, int least, int most) {
        Object value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        problems.add(name + " must be a whole number from " + least + " to " + most + ", found " + value);
        return otherwise;
    }

    @Nullable
    Double number(String name, double least, double most) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        return bounded(name, value, least, most);
    }

    List<Double> numbers(String name, List<Double> otherwise, double least, double most) {
        Object value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            problems.add(name + " must be a list of numbers, found " + value);
            return otherwise;
        }
        List<Double> numbers = new ArrayList<>();
        for (Object item : list) {
            Double number = bounded(name, item, least, most);
            if (number == null) {
                return otherwise;
            }
            numbers.add(number);
        }
        return numbers;
    }

    boolean flag(String name) {
        Object value = value(name);
        if (value != null && !(value instanceof Boolean)) {
            problems.add(name + " must be true or false, found " + value);
        }
        return Boolean.TRUE.equals(value);
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        String text = optional(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Enum.valueOf(
                    otherwise.getDeclaringClass(), text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            problems.add(name + " must be one of "
                    + List.of(otherwise.getDeclaringClass().getEnumConstants()) + ", found " + text);
            return otherwise;
        }
    }

    private @Nullable Double bounded(String name, @Nullable Object value, double least, double most) {
        if (value instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        problems.add(name + " must be from " + least + " to " + most + ", found " + value);
        return null;
    }

    private @Nullable Object value(String name) {
        unread.remove(name);
        return values.get(name);
    }

    void check(String model) {
        unread.forEach(name -> problems.add(name + " is not a parameter of a report writer"));
        if (!problems.isEmpty()) {
            throw new JobFailure(
                    "writer-misconfigured",
                    "the registration of model " + model + " cannot be used: " + String.join("; ", problems)
                            + ". Register the endpoint under another id with these corrected");
        }
    }
}
