package ai.medsyn.platform.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.ConstraintViolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.validation.method.ParameterErrors;

/** Reads the violations out of what the validators of Spring and Jakarta report. */
final class Violations {

    private static final Comparator<Violation> ORDER =
            Comparator.comparing(Violation::field).thenComparing(Violation::message);

    private Violations() {}

    static Problem problem(List<Violation> violations) {
        String count = violations.size() == 1 ? "1 violation" : violations.size() + " violations";
        return Problem.invalid(
                "validation-failed",
                "The request breaks the rules of its fields (" + count + "). Correct every field listed in violations.",
                violations.stream().sorted(ORDER).toList());
    }

    static List<Violation> of(Errors errors) {
        return errors.getAllErrors().stream().map(Violations::of).toList();
    }

    private static Violation of(ObjectError error) {
        if (error instanceof FieldError field) {
            String message = field.isBindingFailure() ? bindingMessage(field) : message(field);
            return new Violation(field.getField(), message, field.getRejectedValue());
        }
        return new Violation("body", message(error), null);
    }

    static List<Violation> of(MethodValidationResult result) {
        List<Violation> violations = new ArrayList<>();
        for (var parameter : result.getParameterValidationResults()) {
            if (parameter instanceof ParameterErrors bean) {
                violations.addAll(of((Errors) bean));
                continue;
            }
            String name = String.valueOf(parameter.getMethodParameter().getParameterName());
            Integer index = parameter.getContainerIndex();
            String field = index == null ? name : name + "[" + index + "]";
            for (MessageSourceResolvable error : parameter.getResolvableErrors()) {
                violations.add(new Violation(field, message(error), parameter.getArgument()));
            }
        }
        for (MessageSourceResolvable error : result.getCrossParameterValidationResults()) {
            violations.add(new Violation("parameters", message(error), null));
        }
        return violations;
    }

    static List<Violation> of(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(v -> new Violation(field(v), v.getMessage(), v.getInvalidValue()))
                .toList();
    }

    /** Without the names that validators give to elements of lists and maps: {@code splits[train].<map value>}. */
    private static String field(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
    }

    private static String message(MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return message == null ? "is not valid" : message;
    }

    /** Spring's own message names Java classes; the client gets the expectation in words. */
    private static String bindingMessage(FieldError field) {
        return field.contains(org.springframework.beans.TypeMismatchException.class)
                ? "must be "
                        + expectation(field.unwrap(org.springframework.beans.TypeMismatchException.class)
                                .getRequiredType())
                : "is not valid";
    }

    /** A Java type in words that mean something to a client. */
    static String expectation(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(Violations::word)
                                    .toList());
        }
        if (type == Integer.class || type == int.class) {
            return "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        }
        if (type == Long.class || type == long.class) {
            return "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        }
        if (type == Short.class || type == short.class || type == java.math.BigInteger.class) {
            return "a whole number";
        }
        if (type.isPrimitive() && type != boolean.class && type != char.class || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (type == java.util.UUID.class) {
            return "a UUID such as 123e4567-e89b-12d3-a456-426614174000";
        }
        if (type == java.time.Instant.class) {
            return "a time such as 2026-01-31T12:00:00Z";
        }
        if (type == java.time.Duration.class) {
            return "a duration such as PT30S";
        }
        if (type.isArray() || java.util.Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return "an object";
    }

    /** The word that stands for a constant in requests. */
    private static String word(Object constant) {
        JsonProperty named = Arrays.stream(constant.getClass().getFields())
                .filter(field -> field.isEnumConstant() && field.getName().equals(((Enum<?>) constant).name()))
                .map(field -> field.getAnnotation(JsonProperty.class))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return named == null ? constant.toString() : named.value();
    }
}
