package ai.medsyn.radiology.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.medsyn.radiology.Certainty;
import ai.medsyn.radiology.EntityCategory;
import ai.medsyn.radiology.EntityExtractor;
import ai.medsyn.radiology.EntityMention;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link EntityExtractor} promises. The model under test must know pleural effusion, stated and
 * denied, and the left lower lobe.
 */
public abstract class EntityExtractorContract {

    private static final String REPORT =
            "INDICATION: nodule.\nFINDINGS: There is pleural effusion in the left lower lobe.\nIMPRESSION: No pneumothorax.";

    protected abstract EntityExtractor extractor();

    @Test
    void mentions_come_in_reading_order_and_point_into_the_text() {
        List<EntityMention> mentions = extractor().extract(REPORT);
        assertThat(mentions).isNotEmpty();
        int end = 0;
        for (EntityMention mention : mentions) {
            assertThat(mention.span().start()).isGreaterThanOrEqualTo(end);
            end = mention.span().end();
            assertThat(end).isLessThanOrEqualTo(REPORT.length());
        }
    }

    @Test
    void the_categories_follow_from_what_is_said() {
        assertThat(extractor().extract(REPORT))
                .extracting(mention -> mention.entity().toString())
                .containsExactly("DISEASE:pleural effusion", "ANATOMY:left lower lobe", "NON_DISEASE:pneumothorax");
    }

    @Test
    void certainty_and_category_agree() {
        assertThat(extractor().extract(REPORT)).allSatisfy(mention -> {
            boolean negated = mention.certainty() == Certainty.NEGATED;
            assertThat(negated).isEqualTo(mention.entity().category() == EntityCategory.NON_DISEASE);
            assertThat(mention.entity().name())
                    .isEqualTo(mention.entity().name().toLowerCase(Locale.ROOT))
                    .isNotBlank();
        });
    }

    @Test
    void every_mention_explains_itself() {
        assertThat(extractor().extract(REPORT)).allSatisfy(mention -> {
            assertThat(mention.evidence().rule()).isNotBlank();
            assertThat(mention.evidence().phrase())
                    .isEqualToIgnoringCase(mention.span().of(REPORT));
        });
    }

    @Test
    void sections_that_describe_no_image_are_passed_over() {
        assertThat(extractor().extract("INDICATION: pleural effusion.")).isEmpty();
    }

    @Test
    void the_same_text_gives_the_same_mentions_and_no_text_gives_none() {
        assertThat(extractor().extract(REPORT)).isEqualTo(extractor().extract(REPORT));
        assertThat(extractor().extract("")).isEmpty();
        assertThat(extractor().extract(" \n ... ")).isEmpty();
    }

    @Test
    void it_has_an_id() {
        assertThat(extractor().modelId()).matches("[a-z0-9][a-z0-9._-]*");
    }
}
