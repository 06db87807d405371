package dev.offspring.process;

import java.util.ArrayList;
import java.util.List;

/** The words of an environment variable that a JVM reads options from: parted by white space, but for what is in quotes. */
final class OptionWords {
    private OptionWords() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 ? c == quote : c == '"' || c == '\'') {
                quote = quote == 0 ? c : 0;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                addTo(words, word, begun);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        addTo(words, word, begun);
        return words;
    }

    private static void addTo(List<String> words, StringBuilder word, boolean begun) {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
