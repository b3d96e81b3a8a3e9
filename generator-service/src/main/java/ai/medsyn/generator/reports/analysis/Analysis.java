package ai.medsyn.generator.reports.analysis;

import ai.medsyn.radiology.Attributes;
import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.Course;
import ai.medsyn.radiology.Detail;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityMention;
import ai.medsyn.radiology.Evidence;
import ai.medsyn.radiology.LabelValue;
import ai.medsyn.radiology.Laterality;
import ai.medsyn.radiology.ReportSection;
import ai.medsyn.radiology.Severity;
import ai.medsyn.radiology.Span;
import ai.medsyn.radiology.Zone;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report says.
 *
 * @param extractor id of the model that read it
 * @param sections the report's sections in their order
 * @param mentions every mention in reading order
 * @param entities the entity set, {@code CATEGORY:name}: order, repetition, side and severity do not count
 * @param chexpert the labels of CheXpert that it mentions
 * @param nih14 the labels of ChestX-ray14 that it mentions
 */
public record Analysis(
        String extractor,
        List<Section> sections,
        List<Mention> mentions,
        List<String> entities,
        Map<String, LabelValue> chexpert,
        Map<String, LabelValue> nih14) {

    /** A section: characters {@code start} to {@code end} (exclusive) of the text, without its heading. */
    public record Section(ReportSection.Kind kind, String heading, int start, int end) {

        static Section of(ReportSection section) {
            return new Section(
                    section.kind(),
                    section.heading(),
                    section.span().start(),
                    section.span().end());
        }
    }

    /** One mention, with the words that decided it ({@code trigger}) and the rule that applied. */
    public record Mention(
            String text,
            int start,
            int end,
            EntityCategory category,
            String name,
            Certainty certainty,
            Attributed attributes,
            Evidence evidence) {

        static Mention of(EntityMention mention, String report) {
            Span span = mention.span();
            return new Mention(
                    span.of(report),
                    span.start(),
                    span.end(),
                    mention.entity().category(),
                    mention.entity().name(),
                    mention.certainty(),
                    Attributed.of(mention.attributes(), mention.detail()),
                    mention.evidence());
        }
    }

    /** What else is said of a finding; its largest extent in millimetres, and their number. */
    public record Attributed(
            Laterality laterality,
            Severity severity,
            Zone zone,
            Course course,
            @Nullable Double millimetres,
            @Nullable Integer count) {

        static Attributed of(Attributes attributes, Detail detail) {
            return new Attributed(
                    attributes.laterality(),
                    attributes.severity(),
                    attributes.zone(),
                    detail.course(),
                    detail.millimetres(),
                    detail.count());
        }
    }
}
