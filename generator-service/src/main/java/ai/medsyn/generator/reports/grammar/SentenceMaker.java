package ai.medsyn.generator.reports.grammar;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.ConceptKind;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words single statements, and a few together, so that they read as what they are. */
final class SentenceMaker {

    private static final int TRIES = 6;
    /** How often a concept with wordings of its own is given one of them. */
    private static final double OWN = 0.5;

    /** The two sections have different templates. */
    enum Section {
        FINDINGS(""),
        IMPRESSION("impression ");

        private final String prefix;

        Section(String prefix) {
            this.prefix = prefix;
        }
    }

    private final GrammarBook book;
    private final Names names;
    private final SentenceReader reader;
    private final Choice choice;
    private final Phrasing phrasing;

    SentenceMaker(GrammarBook book, Names names, SentenceReader reader, Choice choice) {
        this.book = book;
        this.names = names;
        this.reader = reader;
        this.choice = choice;
        this.phrasing = new Phrasing(choice, names);
    }

    /** A sentence for one statement. */
    String sentence(Section section, Statement statement) {
        String plainest = Phrasing.sentence(plain(statement));
        List<SentenceReader.Reading> plain = List.of(reader.read(plainest));
        for (int i = 0; i < TRIES; i++) {
            String sentence = Phrasing.sentence(worded(section, statement));
            if (reader.says(sentence, List.of(statement), plain)) {
                return sentence;
            }
        }
        return plainest;
    }

    /** A sentence for several denials without places. */
    String denials(Section section, List<Statement> denials) {
        if (denials.size() == 1) {
            return sentence(section, denials.get(0));
        }
        for (int i = 0; i < TRIES; i++) {
            List<String> nouns = denials.stream().map(phrasing::name).toList();
            // The verb agrees with the nearest noun: the first one behind "there is", the last one before "is seen".
            String text = choice.from(book.templates(section.prefix + "denied list"))
                    .replace("{list}", phrasing.list(nouns, "or"))
                    .replace("{is last}", phrasing.be(denials.get(denials.size() - 1)))
                    .replace("{is}", phrasing.be(denials.get(0)));
            if (reader.says(Phrasing.sentence(text), denials, List.of())) {
                return Phrasing.sentence(text);
            }
        }
        return String.join(
                " ", denials.stream().map(each -> sentence(section, each)).toList());
    }

    /** A sentence for two statements, if one can be made of them: two findings, or a finding and what it comes without. */
    Optional<String> together(Statement one, Statement other) {
        boolean pair =
                other.stated() && one.places().isEmpty() && other.places().isEmpty();
        boolean without = other.denied() && other.places().isEmpty();
        if (!joinable(one) || !(without || pair && joinable(other))) {
            return Optional.empty();
        }
        List<SentenceReader.Reading> plain = new ArrayList<>();
        plain.add(reader.read(Phrasing.sentence(plain(one))));
        plain.add(reader.read(Phrasing.sentence(plain(other))));
        String template = choice.from(book.templates(without ? "without" : "pair"));
        String text = template.replace("{one}", phrasing.nounWithArticle(one))
                .replace("{other}", without ? phrasing.name(other) : phrasing.nounWithArticle(other));
        String sentence = Phrasing.sentence(phrasing.fill(text, one));
        return reader.says(sentence, List.of(one, other), plain) ? Optional.of(sentence) : Optional.empty();
    }

    private static boolean joinable(Statement statement) {
        return statement.stated()
                && statement.concept().finding()
                && statement.concept().kind() != ConceptKind.DEVICE
                && statement.manner() == Statement.Manner.PLAIN;
    }

    private String worded(Section section, Statement statement) {
        List<String> own = carrying(
                section == Section.FINDINGS
                        ? book.findings(statement.concept().name())
                        : book.impression(statement.concept().name()),
                statement);
        if (statement.normal()) {
            List<String> known = names.sentences(statement.concept());
            boolean invent = own.isEmpty() || section == Section.FINDINGS && choice.chance(1 - OWN);
            List<String> forms = invent && !known.isEmpty() ? known : own;
            return (forms.isEmpty() ? statement.concept().name() : choice.from(forms)) + phrasing.places(statement);
        }
        boolean plainly = statement.stated() && statement.manner() == Statement.Manner.PLAIN;
        if (plainly && !own.isEmpty() && choice.chance(OWN)) {
            String form = choice.from(own);
            return phrasing.fill(form.contains("{at}") ? form : form + "{at}", statement);
        }
        List<String> templates = book.templates(kind(section, statement)).stream()
                .filter(template -> statement.bareAnatomy()
                        || !statement.places().isEmpty()
                        || !template.contains("{places}") && !template.contains("{front}"))
                .filter(template -> !template.contains("{front}") || phrasing.opens(statement))
                .toList();
        return phrasing.fill(choice.from(templates), statement);
    }

    private static String kind(Section section, Statement statement) {
        if (statement.bareAnatomy()) {
            return "anatomy";
        }
        if (statement.denied()) {
            return section.prefix + "denied";
        }
        if (statement.concept().kind() == ConceptKind.DEVICE) {
            return section.prefix + "device";
        }
        return section.prefix
                + (statement.manner() == Statement.Manner.PLAIN
                        ? "stated"
                        : statement.manner().name().toLowerCase(Locale.ROOT));
    }

    /** The plainest sentence: what all others are measured by. */
    private String plain(Statement statement) {
        if (statement.normal()) {
            return statement.concept().name() + phrasing.places(statement);
        }
        if (statement.bareAnatomy()) {
            return "the " + statement.concept().name() + " is included";
        }
        String lead = statement.denied()
                ? "no "
                : switch (statement.manner()) {
                    case LEANING -> "likely ";
                    case POSSIBLE -> "possible ";
                    default -> "there " + phrasing.be(statement) + " ";
                };
        return lead + phrasing.plainNoun(statement) + phrasing.places(statement);
    }

    /** The wordings of a concept that leave nothing of the statement out. */
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
}
