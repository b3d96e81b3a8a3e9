package ai.medsyn.filter.policies;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All policies, in the order in which they are asked. The order decides one thing: a candidate that fails several counts as rejected
 * for the first of them, so the cheap and telling reasons come first.
 */
public final class Policies {

    public static final ImageDecodable IMAGE_DECODABLE = new ImageDecodable();
    public static final NearDuplicatePolicy NEAR_DUPLICATE_TEXT = new NearDuplicateText();
    public static final NearDuplicatePolicy NEAR_DUPLICATE_IMAGE = new NearDuplicateImage();

    private static final List<TextPolicy> TEXT =
            List.of(new TokenCount(), new EntitiesPresent(), new NoOtherEntities());
    private static final List<ImagePolicy> IMAGE =
            List.of(new ImageSize(), new ImageConstant(), new ImageContrast(), new ImageColour(), new ImageBlur());
    private static final List<Policy> ALL = Stream.of(
                    TEXT, List.of(NEAR_DUPLICATE_TEXT, IMAGE_DECODABLE), IMAGE, List.of(NEAR_DUPLICATE_IMAGE))
            .<Policy>flatMap(List::stream)
            .toList();

    private Policies() {}

    /** Every policy, in the order of asking. */
    public static List<Policy> all() {
        return ALL;
    }

    /** Those that measure the report. */
    public static List<TextPolicy> text() {
        return TEXT;
    }

    /** Those that measure a decoded image. */
    public static List<ImagePolicy> image() {
        return IMAGE;
    }

    /** The policy of that name. */
    public static Optional<Policy> find(String filter) {
        return ALL.stream().filter(policy -> policy.filter().equals(filter)).findFirst();
    }
}
