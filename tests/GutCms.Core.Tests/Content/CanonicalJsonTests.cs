using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Json;

namespace GutCms.Core.Tests.Content;

public class WritingCanonicalJsonTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("\"", "\\\"")]
    [InlineData("\u0001", "\\u0001")]
    [InlineData("\u001f", "\\u001f")]
    [InlineData("😀", "😀")]
    public void Writes_long_texts_as_short_ones(string part, string written)
    {
        var text = new JsonArray(string.Concat(Enumerable.Repeat(part, 40_000)), string.Concat(Enumerable.Repeat("x" + part, 40_000)));

        Assert.Equal($"[\"{string.Concat(Enumerable.Repeat(written, 40_000))}\",\"{string.Concat(Enumerable.Repeat("x" + written, 40_000))}\"]", CanonicalJson.ToString(text));
        Assert.Equal("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Serialize(text))), CanonicalJson.Hash(text));
    }

    // RFC 8785, appendix B.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Writes_numbers_as_ECMAScript_does(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.ToString(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits))));

    [Theory]
    [InlineData(0x7fffffffffffffff)]
    [InlineData(0x7ff0000000000000)]
    public void Refuses_when_a_number_is_not_finite(ulong bits) =>
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.ToString(JsonValue.Create(BitConverter.UInt64BitsToDouble(bits))));

    // RFC 8785, section 3.2.2 and 3.2.3.
    [Fact]
    public void Writes_the_sample_of_the_RFC()
    {
        var sample = JsonNode.Parse("""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """);

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            CanonicalJson.ToString(sample));
    }

    // RFC 8785, section 3.2.3.
    [Fact]
    public void Sorts_members_by_UTF16_code_units()
    {
        var sample = JsonNode.Parse("""
            { "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }
            """);

        var values = JsonNode.Parse(CanonicalJson.Serialize(sample))!.AsObject().Select(member => (string?)member.Value);

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            values);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("-0.0", "0")]
    [InlineData("1e2", "100")]
    [InlineData("123456789012345678901", "123456789012345680000")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("0.1", "0.1")]
    public void Writes_a_number_in_one_way_however_it_was_written(string json, string expected) =>
        Assert.Equal(expected, CanonicalJson.ToString(JsonNode.Parse(json)));

    [Fact]
    public void Writes_values_of_NET_types_as_their_JSON() => Assert.Equal(
        """[1.5,7,"2026-01-02T03:04:05Z",null,"x"]""",
        CanonicalJson.ToString(new JsonArray(1.50m, 7L, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), null, 'x')));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""[{"b":{"a":1,"a":1}}]""")]
    [InlineData(""" "\ud800" """)]
    [InlineData(""" "\udc00\ud800" """)]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("1e400")]
    public void Refuses_when_the_JSON_has_no_canonical_form(string json) =>
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.ToString(JsonNode.Parse(json)));

    [Fact]
    public void Refuses_half_a_surrogate_pair_in_a_NET_string()
    {
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Serialize("a\uD800"));
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Serialize("\uDC00a"));
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Serialize(new JsonObject { ["\uD800x"] = 1 }));
        Assert.Equal("\"\uD83D\uDE00\"", CanonicalJson.ToString("\uD83D\uDE00"));
    }

    [Fact]
    public void Refuses_when_the_JSON_is_nested_too_deeply()
    {
        JsonNode deep = new JsonArray();
        for (var i = 0; i < 1000; i++)
        {
            deep = new JsonArray(deep);
        }

        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Serialize(deep));
    }

    [Fact]
    public void Changes_nothing_when_the_canonical_form_is_read_and_written_again() => Trees.Sample(tree =>
    {
        var once = CanonicalJson.ToString(tree);
        return CanonicalJson.ToString(JsonNode.Parse(once)) == once;
    });

    [Fact]
    public void Does_not_depend_on_the_order_of_members() => Trees.Sample(tree =>
        CanonicalJson.ToString(Reversed(tree)) == CanonicalJson.ToString(tree));

    [Fact]
    public void Differs_when_the_value_differs() => Gen.Select(Trees, Trees).Sample((a, b) =>
        JsonNode.DeepEquals(JsonNode.Parse(CanonicalJson.ToString(a)), JsonNode.Parse(CanonicalJson.ToString(b))) == (CanonicalJson.ToString(a) == CanonicalJson.ToString(b)));

    [Fact]
    public void Reads_back_as_the_same_double() => Gen.Double.Where(double.IsFinite).Sample(number =>
        double.Parse(CanonicalJson.ToString(JsonValue.Create(number)), CultureInfo.InvariantCulture).Equals(number == 0 ? 0 : number));

    private static readonly Gen<string> Texts = Gen.String[Gen.Char['\0', '\uD7FF'], 0, 6];

    private static readonly Gen<JsonNode?> Leaves = Gen.OneOf<JsonNode?>(
        Texts.Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Double.Where(double.IsFinite).Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Long.Select(number => (JsonNode?)JsonValue.Create(number)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonNode?> Lists = Leaves.Array[0, 4].Select(values => (JsonNode?)new JsonArray([.. values.Select(value => value?.DeepClone())]));

    private static readonly Gen<JsonNode?> Trees = Gen.Select(Texts, Gen.OneOf(Leaves, Lists)).Array[0, 5].Select(members =>
    {
        var json = new JsonObject();
        foreach (var (name, value) in members)
        {
            json[name] = value?.DeepClone();
        }

        return (JsonNode?)new JsonArray(json, json.DeepClone());
    });

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
