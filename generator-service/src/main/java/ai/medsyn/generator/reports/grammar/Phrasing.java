package ai.medsyn.generator.reports.grammar;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Noun phrases: adjectives in their order, articles, plurals, places. */
final class Phrasing {

    private static final Map<String, String> PLURALS = Map.of(
            "pneumothorax", "pneumothoraces",
            "hemothorax", "hemothoraces",
            "bulla", "bullae",
            "shoulder prosthesis", "shoulder prosthesis");

    private static final Set<String> ABBREVIATIONS =
            Set.of("svc", "ivc", "mac", "ap", "picc", "copd", "ards", "icd", "cabg", "tb", "vp", "ecmo", "asd", "vsd");

    private static final Set<String> PERSONS = Set.of(
            "kerley",
            "dobbhoff",
            "pleurx",
            "rasmussen",
            "zenker",
            "kaposi",
            "langerhans",
            "hodgkin",
            "hampton",
            "swan",
            "ganz",
            "bochdalek",
            "morgagni",
            "pancoast",
            "ghon",
            "harrington",
            "paget",
            "hickman",
            "westermark",
            "eisenmenger");

    private final Choice choice;

    private final Names names;

    Phrasing(Choice choice, Names names) {
        this.choice = choice;
        this.names = names;
    }

    /** A template with everything of a statement in its places. */
    String fill(String template, Statement statement) {
        String be = be(statement);
        boolean one = statement.places().size() < 2;
        String text = template.replace("There is {a np}", "There " + be + " {a np}")
                .replace("{a np} is", "{a np} " + be)
                .replace("{is}", template.startsWith("{places}") ? one ? "is" : "are" : be)
                .replace("{has}", plural(statement) ? "have" : "has")
                .replace("{show}", one ? choice.of("shows", "demonstrates") : choice.of("show", "demonstrate"))
                .replace("{adverb}", adverb(statement.attributes().severity()))
                .replace("{degree}", measure(statement));
        if (text.contains("{front}")) {
            text = text.replace("{front}", places(statement).trim());
        }
        if (text.contains("{at}")) {
            text = text.replace("{at}", places(statement));
        }
        if (text.contains("{places}")) {
            text = text.replace(
                    "{places}",
                    statement.bareAnatomy() ? "the " + statement.concept().name() : placeNames(statement.places()));
        }
        if (text.contains("{a np}")) {
            text = text.replace("{a np}", nounWithArticle(statement));
        }
        return text.contains("{np}") ? text.replace("{np}", noun(statement)) : text;
    }

    /** True if a sentence may begin with the place: "in the lingula", not "along the lingula". */
    boolean opens(Statement statement) {
        String preposition = statement.places().get(0).usage().preposition();
        return preposition.equals("in") || preposition.equals("at");
    }

    String be(Statement statement) {
        return plural(statement) ? "are" : "is";
    }

    /** The noun phrase without an article: {@code small left apical pneumothorax}. */
    String noun(Statement statement) {
        return noun(statement, choice.from(names.of(statement.concept())));
    }

    /** The same with the concept's own name. */
    String plainNoun(Statement statement) {
        return noun(statement, statement.concept().name());
    }

    private String noun(Statement statement, String name) {
        Attributes attributes = statement.attributes();
        List<String> words = new ArrayList<>();
        words.add(measure(statement));
        words.addAll(position(attributes));
        words.add(plural(statement) ? plural(written(name)) : written(name));
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    /** The noun phrase with the article it needs, if any. */
    String nounWithArticle(Statement statement) {
        String noun = noun(statement);
        boolean counted = statement.concept().usage().noun() == Concept.Noun.COUNT && !plural(statement);
        return counted ? article(noun) + " " + noun : noun;
    }

    /** One of the names of what a statement is about. */
    String name(Statement statement) {
        return written(choice.from(names.of(statement.concept())));
    }

    /** The name as it is written; the lexicon keeps names in lower case. */
    private static String written(String name) {
        String[] words = name.split(" ");
        for (int i = 0; i < words.length; i++) {
            if (ABBREVIATIONS.contains(words[i])) {
                words[i] = words[i].toUpperCase(Locale.ROOT);
            } else if (PERSONS.contains(words[i])) {
                words[i] = Character.toUpperCase(words[i].charAt(0)) + words[i].substring(1);
            }
        }
        return String.join(" ", words).replace("Kerley b", "Kerley B");
    }

    /** True if the verb stands in the plural. */
    boolean plural(Statement statement) {
        Concept.Noun noun = statement.concept().usage().noun();
        boolean both = statement.attributes().laterality() == Laterality.BILATERAL;
        return noun == Concept.Noun.PLURAL || (noun == Concept.Noun.COUNT && both);
    }

    /** The places of a statement with a leading blank: {@code  in the left lower lobe and lingula}. */
    String places(Statement statement) {
        if (statement.places().isEmpty()) {
            return "";
        }
        if (statement.normal()) {
            return ", including " + placeNames(statement.places());
        }
        String preposition = statement.concept().kind() == ConceptKind.DEVICE
                ? choice.of("projecting over", "overlying", "at the level of")
                : statement.places().get(0).usage().preposition();
        return " " + preposition + " " + placeNames(statement.places());
    }

    /** The word for the severity as an adjective, or nothing. */
    String measure(Statement statement) {
        Concept concept = statement.concept();
        boolean sized = concept.usage().measure() == Concept.Measure.SIZED;
        boolean lesion = sized && !concept.relations().regions().contains("pleura");
        return switch (statement.attributes().severity()) {
            case MILD -> sized ? choice.of("small", "small", "tiny") : choice.of("mild", "mild", "minimal");
            case MODERATE -> lesion ? "moderate-sized" : "moderate";
            case SEVERE -> sized ? "large" : choice.of("severe", "marked");
            case UNSPECIFIED -> "";
        };
    }

    /** The word for the severity as an adverb, or nothing. */
    String adverb(Severity severity) {
        return switch (severity) {
            case MILD -> choice.of("mildly", "minimally");
            case MODERATE -> "moderately";
            case SEVERE -> choice.of("severely", "markedly");
            case UNSPECIFIED -> "";
        };
    }

    static String sentence(String text) {
        String tidy = text.replaceAll("\\s+", " ").trim();
        return Character.toUpperCase(tidy.charAt(0)) + tidy.substring(1) + ".";
    }

    /** "a", "b or c": the items of a list. */
    String list(List<String> items, String conjunction) {
        if (items.size() < 3) {
            return String.join(" " + conjunction + " ", items);
        }
        String head = String.join(", ", items.subList(0, items.size() - 1));
        return head + choice.of(", ", ", ", " ") + conjunction + " " + items.get(items.size() - 1);
    }

    private String placeNames(List<Concept> places) {
        return list(places.stream().map(place -> "the " + place.name()).toList(), "and");
    }

    private List<String> position(Attributes attributes) {
        boolean both = attributes.laterality() == Laterality.BILATERAL;
        if (both && attributes.zone() == Zone.BASILAR) {
            return List.of("bibasilar");
        }
        if (both && attributes.zone() == Zone.APICAL) {
            return List.of("biapical");
        }
        String side = switch (attributes.laterality()) {
            case LEFT -> choice.of("left", "left", "left-sided");
            case RIGHT -> choice.of("right", "right", "right-sided");
            case BILATERAL -> "bilateral";
            case UNSPECIFIED -> "";
        };
        return List.of(side, zone(attributes.zone()));
    }

    private String zone(Zone zone) {
        return switch (zone) {
            case APICAL -> "apical";
            case UPPER -> "upper zone";
            case MIDDLE -> "mid zone";
            case LOWER -> "lower zone";
            case BASILAR -> choice.of("basilar", "basal");
            case PERIHILAR -> "perihilar";
            case RETROCARDIAC -> "retrocardiac";
            case PERIPHERAL -> "peripheral";
            case DIFFUSE -> "diffuse";
            case UNSPECIFIED -> "";
        };
    }

    static String article(String noun) {
        String first = noun.split(" ")[0];
        // Letters that are read out, and eighty-, eleven- and eighteen-year-olds.
        boolean vowel = first.length() > 1 && first.equals(first.toUpperCase(Locale.ROOT))
                ? "AEFHILMNORSX".indexOf(first.charAt(0)) >= 0 || first.matches("(8|11|18).*")
                : "aeiou".indexOf(Character.toLowerCase(first.charAt(0))) >= 0 || first.matches("(8|11|18).*");
        return vowel ? "an" : "a";
    }

    private static String plural(String noun) {
        String irregular = PLURALS.get(noun);
        if (irregular != null) {
            return irregular;
        }
        if (noun.endsWith("s")) {
            return noun.endsWith("ss") ? noun + "es" : noun;
        }
        boolean consonantY = noun.endsWith("y") && "aeiou".indexOf(noun.charAt(noun.length() - 2)) < 0;
        return consonantY ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    }
}
