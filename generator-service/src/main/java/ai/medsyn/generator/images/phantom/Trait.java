package ai.medsyn.generator.images.phantom;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a report adds to a finding's name and changes how it looks. */
enum Trait {
    LOCULATED("loculated|encysted|pseudotumou?r|fissural"),
    TENSION("tension"),
    CAVITARY("cavit\\w+|necrotic|abscess"),
    CALCIFIED("calcif\\w+|granuloma\\w*"),
    MILIARY("miliary|innumerable|micronodul\\w*"),
    LINEAR("linear|plate[- ]?like|discoid|band[- ]?like|subsegmental|streaky|streak"),
    COLLAPSE("collapse\\w*|lobar|complete"),
    PATCHY("patchy|multifocal|scattered|covid\\S*|sars\\S*|viral"),
    PERIPHERAL("peripheral\\w*|subpleural|covid\\S*|sars\\S*"),
    SPICULATED("spiculated|irregular|ill[- ]defined"),
    ALVEOLAR("alveolar|airspace|bat[- ]?wing|flash"),
    INTERSTITIAL("interstitial|kerley|septal"),
    DISPLACED("displaced|comminuted"),
    JUGULAR("jugular|ij"),
    SUBCLAVIAN("subclavian");

    private final Pattern words;

    Trait(String words) {
        this.words = Pattern.compile("\\b(" + words + ")\\b");
    }

    /** All that a piece of a report names. */
    static Set<Trait> in(String text) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        String lower = text.toLowerCase(Locale.ROOT);
        for (Trait trait : values()) {
            if (trait.words.matcher(lower).find()) {
                traits.add(trait);
            }
        }
        return traits;
    }
}
