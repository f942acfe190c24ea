package org.chatcluster.api.problem;

import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/// Names of fields as they stand in requests.
final class FieldNames {
    private FieldNames() {}

    /// Returns a Java name in `snake_case`.
    static String snake(String name) {
        StringBuilder snake = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    /// Returns the last property or parameter of a path, with its index if it is an element of a
    /// list: `userIds[2]` of `create.request.userIds[2]` becomes `user_ids[2]`.
    static String of(Path path) {
        String name = "";
        String index = "";
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                index = "[" + node.getIndex() + "]";
            }
            if (node.getKind() == ElementKind.PROPERTY || node.getKind() == ElementKind.PARAMETER) {
                name = node.getName();
                index = node.getKind() == ElementKind.PROPERTY ? index : "";
            }
        }
        return snake(name) + index;
    }
}
