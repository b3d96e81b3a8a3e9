package ai.medsyn.generator.reports.grammar;

import ai.medsyn.generator.reports.grammar.SentenceMaker.Section;
import ai.medsyn.radiology.ConceptKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts statements in an order, and their sentences one behind the other. */
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
                    "abdomen"),
            List.of("lung", "heart", "pleura", "mediastinum", "diaphragm", "abdomen", "rib", "spine", "chest wall"));

    private static final double OPENING = 0.35;
    private static final double PATIENT = 0.3;
    private static final double JOINED = 0.3;

    private final GrammarBook book;
    private final SentenceMaker sentences;
    private final Choice choice;

    ReportComposer(GrammarBook book, SentenceMaker sentences, Choice choice) {
        this.book = book;
        this.sentences = sentences;
        this.choice = choice;
    }

    /** @param comparing whether there is an earlier examination */
    String findings(List<Statement> statements, boolean comparing) {
        List<String> route = choice.from(ROUTES);
        List<Statement> ordered = choice.shuffled(statements);
        ordered.sort(Comparator.comparingInt(statement -> rank(statement, route)));
        List<String> text = new ArrayList<>(opening(comparing));
        List<Statement> denials = new ArrayList<>();
        int group = choice.between(1, 4);
        for (int i = 0; i < ordered.size(); i++) {
            Statement statement = ordered.get(i);
            if (statement.denied() && statement.places().isEmpty()) {
                denials.add(statement);
                if (denials.size() == group) {
                    text.add(sentences.denials(Section.FINDINGS, denials));
                    denials.clear();
                    group = choice.between(1, 4);
                }
                continue;
            }
            Optional<String> joined = i + 1 < ordered.size() && choice.chance(JOINED)
                    ? sentences.together(statement, ordered.get(i + 1))
                    : Optional.empty();
            text.add(joined.orElseGet(() -> sentences.sentence(Section.FINDINGS, statement)));
            i += joined.isPresent() ? 1 : 0;
        }
        if (!denials.isEmpty()) {
            text.add(sentences.denials(Section.FINDINGS, denials));
        }
        return String.join(" ", text);
    }

    private List<String> opening(boolean comparing) {
        List<String> opening = new ArrayList<>();
        if (choice.chance(OPENING)) {
            opening.add(
                    choice.chance(PATIENT)
                            ? choice.from(book.templates("opening patient"))
                                    .replace("{patient}", Patient.of(choice).words())
                            : choice.from(book.templates("opening")));
        }
        if (comparing && choice.chance(0.6)) {
            opening.add(choice.from(book.templates("comparison")));
        } else if (!comparing && choice.chance(0.08)) {
            opening.add(choice.from(book.templates("no comparison")));
        }
        return opening.stream().map(Phrasing::sentence).toList();
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
                items.add(sentences.sentence(Section.IMPRESSION, statement));
            }
        }
        for (int from = 0; from < denials.size(); ) {
            int to = Math.min(denials.size(), from + choice.between(2, 4));
            items.add(sentences.denials(Section.IMPRESSION, denials.subList(from, to)));
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
