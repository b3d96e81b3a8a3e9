package ai.medsyn.generator.reports;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Concept;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Turns statements into the text of both sections. */
final class ReportComposer {

    /** Ways through the chest that radiologists take, by regions. */
    private static final List<List<String>> ROUTES = List.of(
            List.of(
                    "lung",
                    "pleura",
                    "heart",
                    "hilum",
                    "mediastinum",
                    "aorta",
                    "vessel",
                    "airway",
                    "diaphragm",
                    "rib",
                    "spine"),
            List.of(
                    "heart",
                    "aorta",
                    "mediastinum",
                    "vessel",
                    "hilum",
                    "airway",
                    "lung",
                    "pleura",
                    "diaphragm",
                    "spine",
                    "rib"),
            List.of(
                    "airway",
                    "vein",
                    "chest wall",
                    "heart",
                    "mediastinum",
                    "hilum",
                    "lung",
                    "pleura",
                    "rib",
                    "abdomen"));

    private static final List<String> OPENINGS = List.of(
            "Single frontal view is submitted for review.",
            "A single frontal radiograph was obtained.",
            "Frontal radiograph.",
            "Frontal view is provided.",
            "Portable frontal radiograph.",
            "Comparison with earlier examinations was made where available.");

    private final GrammarBook book;
    private final Choice choice;
    private final Phrasing phrasing;

    ReportComposer(GrammarBook book, Choice choice) {
        this.book = book;
        this.choice = choice;
        this.phrasing = new Phrasing(choice);
    }

    String findings(List<Statement> statements) {
        List<String> route = choice.from(ROUTES);
        List<Statement> ordered = choice.shuffled(statements);
        ordered.sort(Comparator.comparingInt(statement -> rank(statement, route)));
        List<String> sentences = new ArrayList<>();
        if (choice.chance(0.3)) {
            sentences.add(choice.from(OPENINGS));
        }
        List<Statement> denials = new ArrayList<>();
        int group = choice.between(2, 4);
        for (Statement statement : ordered) {
            if (statement.denied() && statement.places().isEmpty()) {
                denials.add(statement);
                if (denials.size() == group) {
                    sentences.add(denial(denials));
                    denials.clear();
                    group = choice.between(1, 4);
                }
            } else {
                sentences.add(Phrasing.sentence(finding(statement)));
            }
        }
        if (!denials.isEmpty()) {
            sentences.add(denial(denials));
        }
        return String.join(" ", sentences);
    }

    String impression(List<Statement> statements) {
        List<Statement> ordered = choice.shuffled(statements);
        ordered.sort(Comparator.comparingInt(ReportComposer::urgency));
        List<String> items = new ArrayList<>();
        List<Statement> denials = new ArrayList<>();
        for (Statement statement : ordered) {
            if (statement.denied() && statement.places().isEmpty()) {
                denials.add(statement);
            } else {
                items.add(Phrasing.sentence(conclusion(statement)));
            }
        }
        for (int from = 0; from < denials.size(); ) {
            int to = Math.min(denials.size(), from + choice.between(2, 4));
            items.add(denial(denials.subList(from, to)));
            from = to;
        }
        if (items.size() == 1 || choice.chance(0.5)) {
            return String.join(" ", items);
        }
        StringBuilder numbered = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            numbered.append(i == 0 ? "" : " ").append(i + 1).append(". ").append(items.get(i));
        }
        return numbered.toString();
    }

    private String finding(Statement statement) {
        if (statement.bareAnatomy()) {
            return bare(statement.concept());
        }
        if (statement.denied()) {
            return denialAtPlace(statement);
        }
        List<String> forms = carrying(book.findings(statement.concept().name()), statement);
        if (!forms.isEmpty()) {
            return fill(choice.from(forms), statement) + phrasing.places(statement);
        }
        String be = phrasing.plural(statement) ? "are" : "is";
        String noun = phrasing.nounWithArticle(statement);
        String places = phrasing.places(statement);
        String seen = choice.of("seen", "noted", "present", "identified", "visualized", "demonstrated");
        if (statement.concept().kind() == ConceptKind.DEVICE && places.isEmpty()) {
            return noun + " " + be + " "
                    + choice.of("in place", "noted", "present", "again seen", "unchanged in position");
        }
        return switch (choice.between(0, 4)) {
            case 0, 1 -> "there " + be + " " + noun + places;
            case 2, 3 -> noun + " " + be + " " + seen + places;
            default -> phrasing.noun(statement) + places;
        };
    }

    private String conclusion(Statement statement) {
        if (statement.bareAnatomy()) {
            return bare(statement.concept());
        }
        if (statement.denied()) {
            return denialAtPlace(statement);
        }
        List<String> forms = carrying(book.impression(statement.concept().name()), statement);
        String text = forms.isEmpty() ? phrasing.noun(statement) : fill(choice.from(forms), statement);
        return text + phrasing.places(statement);
    }

    private String denial(List<Statement> denials) {
        List<String> names = denials.stream()
                .map(statement -> Phrasing.name(statement.concept()))
                .toList();
        String list = phrasing.list(names, "or");
        // The verb agrees with the nearest noun: the first one behind "there is", the last one before "is seen".
        String first = phrasing.plural(denials.get(0)) ? "are" : "is";
        String last = phrasing.plural(denials.get(denials.size() - 1)) ? "are" : "is";
        return Phrasing.sentence(
                switch (choice.between(0, 6)) {
                    case 0, 1, 2 -> "no " + list;
                    case 3 -> "there " + first + " no " + list;
                    case 4 -> "no evidence of " + list;
                    case 5 -> "there is no evidence of " + list;
                    default -> "no " + list + " " + last + " " + choice.of("seen", "identified", "demonstrated");
                });
    }

    private String denialAtPlace(Statement statement) {
        String noun = Phrasing.name(statement.concept()) + phrasing.places(statement);
        String be = phrasing.plural(statement) ? "are" : "is";
        return choice.of("no " + noun, "there " + be + " no " + noun, "no evidence of " + noun);
    }

    private String bare(Concept anatomy) {
        return "the " + anatomy.name() + choice.of(" is included in the field of view", " is within the field of view");
    }

    /** The forms that can say all that was chosen about a finding; "status post" takes no place. */
    private static List<String> carrying(List<String> forms, Statement statement) {
        Attributes attributes = statement.attributes();
        boolean placed = attributes.laterality() != Laterality.UNSPECIFIED || attributes.zone() != Zone.UNSPECIFIED;
        boolean measured = attributes.severity() != Severity.UNSPECIFIED;
        boolean located = !statement.places().isEmpty();
        return forms.stream()
                .filter(form -> !placed || form.contains("np}"))
                .filter(form -> !measured || form.contains("{"))
                .filter(form -> !located || !form.toLowerCase(Locale.ROOT).contains("status post"))
                .toList();
    }

    private String fill(String form, Statement statement) {
        String measure = phrasing.measure(statement);
        String text = form.replace(
                        "{adverb}", phrasing.adverb(statement.attributes().severity()))
                .replace("{degree}", measure);
        if (text.contains("{a np}")) {
            text = agree(text, statement).replace("{a np}", phrasing.nounWithArticle(statement));
        }
        return text.replace("{np}", phrasing.noun(statement));
    }

    /** The forms are written in the singular. */
    private String agree(String text, Statement statement) {
        return phrasing.plural(statement)
                ? text.replace("There is {a np}", "There are {a np}").replace("{a np} is", "{a np} are")
                : text;
    }

    private static int rank(Statement statement, List<String> route) {
        int rank = route.size();
        for (String region : statement.concept().relations().regions()) {
            int place = route.indexOf(region);
            rank = place >= 0 ? Math.min(rank, place) : rank;
        }
        return rank;
    }

    /** What is there before what is normal before what is not there. */
    private static int urgency(Statement statement) {
        if (statement.denied() || statement.bareAnatomy()) {
            return 3;
        }
        return statement.normal() ? 2 : statement.concept().kind() == ConceptKind.DEVICE ? 1 : 0;
    }
}
