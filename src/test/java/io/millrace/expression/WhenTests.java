package io.millrace.expression;

import static io.millrace.testkit.Attributes.bool;
import static io.millrace.testkit.Attributes.l;
import static io.millrace.testkit.Attributes.m;
import static io.millrace.testkit.Attributes.n;
import static io.millrace.testkit.Attributes.nul;
import static io.millrace.testkit.Attributes.s;
import static io.millrace.testkit.Attributes.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import io.millrace.change.Change;
import io.millrace.change.Item;
import io.millrace.testkit.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.expression.EvaluationException;

class WhenTests {

    private static final Change<Item> CHANGE = Records.modify()
            .key("id", s("x"))
            .before("price", n("100"))
            .before("name", s("Kind of Blue"))
            .after("price", n("120.50"))
            .after("name", s("Kind of Blue"))
            .after("new", s("yes"))
            .after(
                    "albums",
                    l(m(Map.of("new", bool(true), "title", s("a"), "name", s("a"))), m(Map.of("title", s("b")))))
            .after("tags", ss("jazz"))
            .after("none", nul())
            .after("album", m(Map.of("tracks", l(m(Map.of("name", s("So What"))), m(Map.of("name", s("Blue")))))))
            .change();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "new.price > 100 | true",
                "new.price > 120.5 | false",
                "new.price == 120.5 | true",
                "new.price - old.price > 20 | true",
                "new.price > old.price * 2 | false",
                "event == 'MODIFY' and keys.id == 'x' | true",
                "table == 'Table' | true",
                "new.name.startsWith('Kind') | true",
                "new.name == old.name | true",
                "new.new == 'yes' | true",
                "new['new'] == 'new' | false",
                "new.album.tracks[1].name == 'Blue' | true",
                "new.album.tracks.![name].contains('So What') | true",
                "new.album.tracks.?[name == 'Blue'].size() == 1 | true",
                "new.tags.contains('jazz') | true",
                "{1, 2, 1.0}.lastIndexOf(1) == 2 and {1}.lastIndexOf('1') == -1 | true",
                "new.name.replaceFirst('[A-Z]', 'x') == 'xind of Blue' | true",
                "new.name.split(' ', 2)[1] == 'of Blue' and new.name.split('e').size() == 1 | true",
                "new.absent == null | true",
                "new.absent?.further == null | true",
                "new.none == null | true",
                "new.absent > 5 | false",
                "diff.changed('price') and !diff.changed('name') | true",
                "{'jazz', 'pop'}.contains('pop') | true",
                "'a new one' == \"a new one\" | true",
                "new.name matches 'Kind.*' | true",
                "(new.absent ?: 5) > 4 and (new.name ?: 'x') == new.name | true",
                "new.name.toLowerCase().contains('blue') and new.name.length() == 12 | true",
                "new.name.substring(0, 4) + '!' == 'Kind!' and new.name.indexOf('of') == 5 | true",
                "new.name.split(' ').size() == 3 and new.name.split(' ')[2] == 'Blue' | true",
                "new.name.replace(' ', '') == 'KindofBlue' and new.name.replaceAll('[a-z]+ ?', '') == 'KB' | true",
                "new.name.replaceAll('(K)', '$1$1').startsWith('KKind') and new.name[0] == 'K' | true",
                "new.name.hashCode() == old.name.hashCode() and new.price.hashCode() == 120.5.hashCode() | true",
                "new.albums.subList(0, 1).size() == 1 and new.albums.![title].subList(1, 2).contains('b') | true",
                "new.album.containsKey('tracks') and !new.album.containsKey('x') and new.album.size() == 1 | true",
                "new.album.?[key == 'tracks'].size() == 1 and new.album.![key].contains('tracks') | true",
                "new.albums.^[title != 'a'].title == 'b' and new.albums.$[true].title == 'b' | true",
                "new.albums.^[title == 'z'] == null | true",
                "new.tags.?[startsWith('j')].size() == 1 and new.tags.?[#this == 'jazz'].size() == 1 | true",
                "new.price between {100, 150} ? true : false | true",
                "new ne null and new.price gt 100 | true",
                "new.albums.?[new == true].size() == 1 | true",
                "new.albums.?[title.equals(name)].size() == 1 | true",
            })
    void tellsWhetherAChangeIsWanted(String expression, boolean wanted) {
        String text = expression.replace("'Table'", "'" + Records.TABLE + "'");

        assertThat(When.parse(text).isMet(CHANGE)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "new.price | 'new.price' gives a number, which is neither true nor false",
                "new.absent | 'new.absent' gives null, which is neither true nor false",
                "new.name.size() == 1 | 'new.name.size() == 1' fails: a text has no method 'size'",
                "new.name.substring() == '' | 'new.name.substring() == ''' fails: method 'substring' of a text takes 1 to 2 arguments, not 0",
                "new.name.charAt(99) == 'x' | fails: method 'charAt' uses an index that does not exist",
                "new.album.tracks[2].name == 'x' | fails: 'new.album.tracks' has no such index",
                "new.absent.further == 1 | 'new.absent.further == 1' fails: 'new.absent' is null here, and has no 'further'; 'new.absent?.further' is null then",
                "new.none[0] == 1 | fails: 'new.none' is null here, and has no '[0]'; 'new.none?.[0]' is null then",
                "new.absent.size() == 1 | fails: 'new.absent' is null here, and has no 'size()'; 'new.absent?.size()' is null then",
                "new.absent.?[x == 1] == null | fails: 'new.absent' is null here, and has no '?[(x == 1)]'; 'new.absent?.?[(x == 1)]' is null then",
                "new.name.first == 'x' | fails: 'new.name' is a text, and has no attribute 'first'",
                "new.price.?[true].size() == 1 | fails: a number has no elements",
                "new.name > 5 | fails: a text and a number can't be compared",
                "new.name - 5 > 1 | fails: there is no '-' of a text and a number",
                "new.absent + 5 > 1 | fails: there is no '+' of null and a number",
                "new.name and true | 'new.name and true' fails: 'new.name' is a text, and 'and' needs true or false",
                "false or new.price | fails: 'new.price' is a number, and 'or' needs true or false",
                "!new.absent | fails: 'new.absent' is null, and '!' needs true or false",
                "new.name ? true : false | fails: 'new.name' is a text, and '?' needs true or false",
                "new.tags.?[#this].size() == 1 | fails: '#this' is a text, and '?[]' needs true or false",
                "-new.name == 1 | fails: a text is used where a number is needed",
                "new.price between 5 | fails: 'between' takes a list of two: {1, 5}",
            })
    void failsRatherThanToSayNo(String expression, String message) {
        assertThatThrownBy(() -> When.parse(expression).isMet(CHANGE))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining(message);
    }

    /** Its values may be nobody's business. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "new.name and true",
                "new.name ? true : false",
                "'x' matches new.pattern",
                "new.name.charAt(new.name) == 'x'",
                "new.name.substring(500) == 'x'",
            })
    void tellsNoValueOfAnItem(String expression) {
        Change<Item> change = Records.modify()
                .key("id", s("x"))
                .after("name", s("SECRET"))
                .after("pattern", s("[SECRET"))
                .change();

        assertThatThrownBy(() -> When.parse(expression).isMet(change))
                .isInstanceOf(EvaluationException.class)
                .hasNoCause()
                .message()
                .doesNotContain("SECRET");
    }

    @Test
    void saysWhichImageAComparisonLacks() {
        Change<Item> change = Records.modify()
                .sequenceNumber("7")
                .key("id", s("x"))
                .viewType(StreamViewType.KEYS_ONLY)
                .change();

        assertThatThrownBy(() -> When.parse("diff.changed('price')").isMet(change))
                .isInstanceOf(EvaluationException.class)
                .hasMessage("'diff.changed('price')' fails: MODIFY record 7 of table 'Products' has no old image: the "
                        + "table's stream view type is KEYS_ONLY, and only OLD_IMAGE and NEW_AND_OLD_IMAGES have it");
    }

    @Test
    void failsOverAnImageThatIsNotThere() {
        Change<Item> removal = Records.remove().key("id", s("x")).change();

        assertThatThrownBy(() -> When.parse("new.price > 100").isMet(removal))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("'new.price > 100' fails:");
        assertThat(When.parse("new?.price > 100").isMet(removal)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "new.price > | 'new.price >' is not an expression: at column 11",
                "new.price > 'a | 'new.price > 'a' is not an expression: at column 13",
                "nev.price > 5 | there is no 'nev'; a condition reads [event, table, keys, old, new, diff]",
                "price > 5 | there is no 'price'; a condition reads [event, table, keys, old, new, diff]",
                "new.name.absent() == 1 | there is no method 'absent'; there are [abs, add, changed, charAt, compareTo, ",
                "event.getClass() == 1 | there is no method 'getClass'; there are [abs, ",
                "new.name matches '[' | '[': a pattern is not a regular expression: Unclosed character class",
                "diff.changed('a..b') | 'a..b' is not an attribute path: a name is missing",
                "new.id == 3804086584686624768 | 'new.id == 3804086584686624768' is not an expression: at column 11 The value '3804086584686624768' cannot be parsed as an int. Write it with a point: 3804086584686624768.0",
                "new.id == 99999999999999999999L | 'new.id == 99999999999999999999L' is not an expression: at column 11 The value '99999999999999999999' cannot be parsed as a long. Write it with a point: 99999999999999999999.0",
                "new.id == 1e2000 | '1e2000' is too large or too small for a number",
                "#this.name == 'x' | there is no '#this'; names are written without #, and are [event, table, keys, old, new, diff]",
                "#root.olld == 'x' | there is no 'olld'; a condition reads [event, table, keys, old, new, diff]",
                "'yes' and true | ''yes'' is a text, and 'and' needs true or false",
                "true and 1 | '1' is a number, and 'and' needs true or false",
                "new.a == 1 or 'no' | ''no'' is a text, and 'or' needs true or false",
                "!null | 'null' is null, and '!' needs true or false",
                "event ? true : false | 'event' is a text, and '?' needs true or false",
                "new and keys.id == 1 | 'new' is null or a map or a list, and 'and' needs true or false",
                "new.a + '%s' and true | '(new.a + '%s')' is a text or a number, and 'and' needs true or false",
                "new.tags.?['x'].size() == 1 | ''x'' is a text, and '?[]' needs true or false",
                "'yes' | ''yes'' gives a text, which is neither true nor false",
                "{1, 5} | '{1, 5}' gives a map or a list, which is neither true nor false",
                "new ?: 5 | 'new ?: 5' gives a number or a map or a list, which is neither true nor false",
                "#new.price > 5 | there is no '#new'; names are written without #, and are [event, table, keys, old, new, diff]",
            })
    void tellsAtOnceWhatIsNoCondition(String expression, String message) {
        assertThatThrownBy(() -> When.parse(expression))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T(java.lang.Runtime).getRuntime().exec('x') != null",
                "new java.io.File('x').delete()",
                "new String('x') == 'x'",
                "@bean.run()",
                "new.price = 5",
                "new.price++ > 5",
                "#run('x')",
                "new.tags.?[T(java.lang.Math).random() > 0].size() > 0",
                "keys.id.equals(T(java.lang.System).getenv())",
                "{T(java.lang.System).getenv()}.size() == 1",
                "new.name.equals(new.tags.![T(java.lang.System).getenv()])",
            })
    void refusesWhatDoesMoreThanRead(String expression) {
        assertThatThrownBy(() -> When.parse(expression)).isInstanceOf(InvalidExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event.getClass().forName('java.lang.Runtime') != null",
                "event.class.name == 'x'",
                "change().record().getDynamodb().getNewImage().clear() == null",
                "#root.change().event() == null",
                "diff.diff().changed('x')",
                "#root.olld.price == 2",
                "keys.clear() == null",
                "new.tags.add('pop')",
            })
    void cantReachBeyondTheValues(String expression) {
        assertThatThrownBy(() -> When.parse(expression).isMet(CHANGE)).isInstanceOf(RuntimeException.class);
        assertThat(CHANGE.newItem().stringSet("tags")).containsExactly("jazz");
    }
}
