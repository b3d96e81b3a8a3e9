package ai.medsyn.generator.reports.llm;

import ai.medsyn.radiology.ReportText;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer read as a section of a report.
 *
 * @param text what may be stored and shown; empty where there is a problem
 * @param problem why the answer is no section, for the model and for people; null if it is one
 */
record Section(String text, @Nullable String problem) {

    /** The form that is asked for where an endpoint can be held to one. */
    static final String SCHEMA = """
            {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"], "additionalProperties": false}""";

    private static final int LONGEST = 4_000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern THOUGHTS = Pattern.compile("(?s)<think>.*?(</think>|$)");
    private static final Pattern FENCE = Pattern.compile("(?s)^\\s*```[a-z]*\\s*(.*?)\\s*(```\\s*)?$");
    private static final Pattern HEADING =
            Pattern.compile("(?i)^[\\s*#]*(findings|impression)(\\s+section)?[\\s*]*:[\\s*]*");
    private static final Pattern NEXT = Pattern.compile("(?i)[\\s*#]*\\b(findings|impression)[\\s*]*:");
    /** Under such a heading nobody looks for findings; a statement there would be hidden from the reader. */
    private static final Pattern OTHER = Pattern.compile(
            "(?i)\\b(indication|history|comparison|technique|examination|exam|clinical [a-z]+|recommendations?|notes?)\\s*:");

    /** Words with which small models speak about their task; such a text may name every entity and is no report all the same. */
    private static final Pattern CHATTER =
            Pattern.compile("(?i)\\b(you|your|sentences?|asked for|must (also )?say|language model)\\b");

    /** Reads an answer. Nothing that a model says makes this fail. */
    static Section of(Answer answer) {
        if (answer.finish().equals("length") || answer.finish().equals("max_tokens")) {
            return problem("it was cut off before its end");
        }
        if (answer.finish().equals("content_filter")) {
            return problem("it was withheld by a filter");
        }
        String text = THOUGHTS.matcher(answer.text()).replaceAll(" ").strip();
        Matcher fenced = FENCE.matcher(text);
        if (text.startsWith("```") && fenced.matches()) {
            text = fenced.group(1);
        }
        if (text.startsWith("{")) {
            JsonNode read = json(text);
            if (read == null || !read.path("text").isString()) {
                return problem("it was no JSON object with a member \"text\"");
            }
            text = read.path("text").asString();
        }
        return checked(tidy(text));
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            return null;
        }
    }

    private static String tidy(String text) {
        String plain = HEADING.matcher(text).replaceFirst("");
        Matcher next = NEXT.matcher(plain);
        String section = next.find() ? plain.substring(0, next.start()) : plain;
        // Line breaks and list marks are layout; characters that no database keeps are nothing.
        return section.replaceAll("[*#_`]+", " ")
                .replaceAll("(?m)^\\s*[-•]\\s+", " ")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }

    private static Section checked(String text) {
        if (text.length() > LONGEST) {
            return problem("it had more than " + LONGEST + " characters");
        }
        if (ReportText.tokenCount(text) < 2) {
            return problem("it had no text");
        }
        Matcher other = OTHER.matcher(text);
        if (other.find()) {
            return problem("it had a heading of its own, \"" + other.group().toLowerCase(Locale.ROOT) + "\"");
        }
        if (CHATTER.matcher(text).find()) {
            return problem("it spoke about the task");
        }
        return new Section(text, null);
    }

    private static Section problem(String problem) {
        return new Section("", problem);
    }
}
