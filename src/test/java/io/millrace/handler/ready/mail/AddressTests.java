package io.millrace.handler.ready.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ada@example.com                          |                | ada@example.com
            ` ada@example.com `                      |                | ada@example.com
            <ada@example.com>                        |                | ada@example.com
            Ada Lovelace <ada@example.com>           | Ada Lovelace   | ada@example.com
            "Lovelace, Ada" <ada@example.com>        | Lovelace, Ada  | ada@example.com
            Lovelace, Ada <ada@example.com>          | Lovelace, Ada  | ada@example.com
            Zoë (home): <zoe@example.com>            | Zoë (home):    | zoe@example.com
            o'hara+tag/x=1@mail.example.co.uk        |                | o'hara+tag/x=1@mail.example.co.uk
            ada@localhost                            |                | ada@localhost
            ada@bücher.example                       |                | ada@xn--bcher-kva.example
            ada@BÜCHER．example                      |                | ada@xn--bcher-kva.example
            ada@例え.テスト                            |                | ada@xn--r8jz45g.xn--zckzah
            ada@xn--strae-oqa.bücher.example         |                | ada@xn--strae-oqa.xn--bcher-kva.example
            Robert "Bob" Smith <bob@example.com>     | Robert "Bob" Smith | bob@example.com
            "Robert \\"Bob\\" Smith" <bob@example.com> | Robert "Bob" Smith | bob@example.com
            bob@home <bob@example.com>               | bob@home       | bob@example.com
            bob@example.com <bob@example.com>        | bob@example.com | bob@example.com
            "eve@example.com, Bob"<bob@example.com>  | eve@example.com, Bob | bob@example.com
            "Bob <b>" <bob@example.com>              | Bob <b>        | bob@example.com
            Bob 5" <bob@example.com>                 | Bob 5"         | bob@example.com
            back\\slash <bob@example.com>            | back\\slash     | bob@example.com
            "a\\" <bob@example.com>                  | "a\\"           | bob@example.com
            "" <bob@example.com>                     |                | bob@example.com
            """)
    void readsOneRecipient(String text, String name, String mailbox) throws Exception {
        Address address = Address.find(text).orElseThrow();

        assertThat(address).isEqualTo(new Address(name, mailbox));
        InternetAddress[] theirs = InternetAddress.parse(address.encoded(), true);
        assertThat(theirs).hasSize(1);
        assertThat(theirs[0].getAddress()).isEqualTo(mailbox);
        assertThat(theirs[0].getPersonal()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@example..com",
                "ada@-example.com",
                "ada@exa_mple.com",
                "ada@[127.0.0.1]",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "\"ada\"@example.com",
                "ada lovelace@example.com",
                "zoë@example.com",
                "ada@eve@example.com",
                "ada@example.com, eve@example.com",
                "ada@example.com; eve@example.com",
                "ada@example.com eve@example.com",
                "Ada <ada@example.com>, Eve <eve@example.com>",
                "Ada <ada@example.com> Eve <eve@example.com>",
                "\"Ada\" <ada@example.com>\" <eve@example.com>",
                "ada@example.com, Eve <eve@example.com>",
                "eve@example.com; Ada <ada@example.com>",
                "\"Ada\" eve@example.com, <ada@example.com>",
                "Ada <ada@example.com",
                "Ada <ada@example.com>>",
                "Ada <ada@example.com> (home)",
                "friends: ada@example.com, eve@example.com;",
                "<ada@example.com>,"
            })
    void readsNothingElse(String text) {
        assertThat(Address.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "straße.de",
                "βόλος.com",
                "نامه\u200Cای.com",
                "ශ්\u200Dරී.com",
                "soft\u00ADhyphen.de",
                "no\u200Bspace.de",
                "ẞ.de",
                "ӀӀ.com",
                "\u200D.com",
                "a.ß.b"
            })
    void refusesAHostThatOldAndNewRulesReadOtherwise(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.find("Ada <info@" + host + ">"))
                .withMessage("the host is not the same by all rules for international names (IDNA 2003 and 2008). "
                        + "Write it in ASCII, as xn--strae-oqa.de for straße.de");
    }

    @Test
    void readsNoAddressThatIsTooLong() {
        assertThat(Address.find("a".repeat(64) + "@example.com")).isPresent();
        assertThat(Address.find("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(Address.find("ada@" + "a.".repeat(124) + "a")).isPresent();
        assertThat(Address.find("ada@" + "a.".repeat(125) + "a")).isEmpty();
        assertThat(Address.find("ada@" + "-".repeat(400_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë",
                "Анна Каренина, которая живёт в доме с очень длинным названием улицы",
                "𝒜𝒹𝒶 🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷🎷",
                "back\\slash, dots. and (brackets)",
                "=?utf-8?B?DQo=?=",
                "what ?= that"
            })
    void writesNamesOfAnyScript(String name) throws Exception {
        String encoded = new Address(name, "a@example.com").encoded();

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(encoded)).isTrue();
        assertThat(encoded.split(" ")).allMatch(word -> word.length() <= 75);
        assertThat(InternetAddress.parse(encoded, true)[0].getPersonal()).isEqualTo(name);
    }
}
