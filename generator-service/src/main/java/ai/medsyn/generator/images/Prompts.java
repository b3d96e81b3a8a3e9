package ai.medsyn.generator.images;

import ai.medsyn.platform.lineage.Corpus;
import ai.medsyn.platform.lineage.CorpusSpec;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What conditions the images of a corpus: the text of each candidate and a seed of its own, and nothing else. */
@Component
class Prompts {

    private final JdbcClient jdbc;

    Prompts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The requests of {@code count} candidates from ordinal {@code from} on, in order.
     *
     * @throws IllegalStateException if one of them has no text
     */
    List<ImageRequest> requests(Corpus corpus, CorpusSpec.ImageSpec images, int from, int count) {
        List<ImageRequest> requests = jdbc.sql("""
                        select ordinal, case prompt_source when 'IMPRESSION' then impression else findings end as prompt
                        from sample where corpus = ? and ordinal >= ? and ordinal < ? order by ordinal
                        """)
                .params(corpus.id().value(), from, from + count)
                .query((row, number) -> request(corpus, row.getInt("ordinal"), row.getString("prompt"), images))
                .list();
        if (requests.size() != count) {
            throw new IllegalStateException("corpus " + corpus.id() + ": expected texts for ordinals " + from + " to "
                    + (from + count) + ", found " + requests.size() + "; write the reports first");
        }
        return requests;
    }

    private static ImageRequest request(Corpus corpus, int ordinal, String prompt, CorpusSpec.ImageSpec images) {
        return new ImageRequest(
                prompt, Drawings.imageSeed(corpus.seed(), ordinal), images.size(), ordinal, images.diffusion());
    }
}
