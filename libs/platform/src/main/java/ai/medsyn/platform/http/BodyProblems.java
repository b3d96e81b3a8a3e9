package ai.medsyn.platform.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says in the client's terms why a body could not be read: the place, what was expected there, what was found. */
final class BodyProblems {

    private static final String CODE = "unreadable-body";

    private BodyProblems() {}

    static Problem of(Throwable unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLargeException tooLarge) {
                return tooLarge.problem();
            }
            if (cause instanceof RequestRefused refused) {
                return refused.problem();
            }
        }
        JacksonException json = find(unreadable);
        return json == null
                ? Problem.of(400, CODE, "A request body was expected, found none or one that breaks off.")
                : of(json);
    }

    private static @Nullable JacksonException find(Throwable unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                return json;
            }
        }
        return null;
    }

    private static Problem of(JacksonException json) {
        if (json instanceof StreamConstraintsException) {
            return Problem.of(
                    400, CODE, "The JSON document is nested too deeply, or one of its names or numbers is too long.");
        }
        if (json instanceof StreamReadException && !(json instanceof InputCoercionException)) {
            return Problem.of(
                    400,
                    CODE,
                    "A JSON document was expected, found a syntax error: " + json.getOriginalMessage() + place(json));
        }
        Violation violation = violation(json);
        return Problem.invalid(
                CODE, violation.field() + " " + violation.message() + found(violation), List.of(violation));
    }

    private static String place(JacksonException json) {
        var location = json.getLocation();
        return location == null || location.getLineNr() < 1
                ? "."
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
    }

    private static String found(Violation violation) {
        return violation.found() == null ? "." : ", found " + violation.found() + ".";
    }

    private static Violation violation(JacksonException json) {
        String path = path(json);
        if (json instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds();
            String names = known == null || known.isEmpty()
                    ? "no properties"
                    : String.join(
                            ", ", known.stream().map(String::valueOf).sorted().toList());
            return new Violation(path, "is not a known property; known here: " + names, null);
        }
        if (json instanceof ValueInstantiationException refused) {
            return new Violation(path, reason(refused), null);
        }
        if (json instanceof InvalidTypeIdException) {
            return new Violation(path, "must name one of the known kinds", null);
        }
        if (json instanceof InputCoercionException outOfRange) {
            return new Violation(path, "must be " + Violations.expectation(outOfRange.getTargetType()), null);
        }
        if (json instanceof InvalidFormatException format && format.getTargetType() == String.class) {
            return new Violation(path, "must be " + StorableText.EXPECTED, null);
        }
        if (json instanceof InvalidFormatException format) {
            return new Violation(path, "must be " + Violations.expectation(format.getTargetType()), format.getValue());
        }
        if (json instanceof MismatchedInputException mismatch) {
            String expectation = "must be " + Violations.expectation(mismatch.getTargetType());
            return new Violation(path, expectation, token(mismatch.getCurrentToken()));
        }
        return new Violation(path, "could not be read", null);
    }

    /** What a record's own constructor says about its arguments is written for people; anything else that it throws is not. */
    private static String reason(ValueInstantiationException refused) {
        Throwable cause = refused.getCause();
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return "is not valid: " + cause.getMessage();
        }
        return cause instanceof NullPointerException ? "lacks a required property" : "is not valid";
    }

    private static @Nullable String token(@Nullable JsonToken token) {
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT, PROPERTY_NAME -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "nothing";
        };
    }

    /** {@code findings[2].weight}, the notation of the validators. */
    private static String path(JacksonException json) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : json.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
