package org.chatcluster.api.account;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Cyrillic letters in Latin ones, close to the Russian passport rules (ICAO Doc 9303 part 3), and
/// Latin letters without their marks. Letters of other scripts stay as they are.
final class Transliteration {
    private static final Map<Character, String> LETTERS =
            Map.copyOf(
                    table(
                            "а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u"
                                    + " ф f х kh ц ts ч ch ш sh щ shch ъ ie ы y ь _ э e ю iu я ia"
                                    + " і i ї i є ie ґ g ў u ђ d ј j љ lj њ nj ћ c џ dz"
                                    + " ә a ғ g қ q ң n ө o ұ u ү u һ h"
                                    + " ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i"));

    private Transliteration() {}

    /// Returns the text in lower case with what can be written in Latin letters written in them.
    static String toLatin(String text) {
        StringBuilder latin = new StringBuilder();
        String composed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        for (char c : composed.toCharArray()) {
            String letters = LETTERS.get(c);
            latin.append(letters == null ? withoutMarks(c) : letters);
        }
        return latin.toString();
    }

    private static String withoutMarks(char c) {
        return Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD);
    }

    private static Map<Character, String> table(String pairs) {
        String[] words = pairs.split(" ", -1);
        Map<Character, String> table = new HashMap<>();
        for (int i = 0; i < words.length; i += 2) {
            table.put(words[i].charAt(0), words[i + 1].replace("_", ""));
        }
        return table;
    }
}
