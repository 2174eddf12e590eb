using System.Text;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Tests.Documents;

public sealed class TextDecoderTests
{
    private const string Text = "Der Fluß fließt – “très vite”, naïve Ærø.\r\nZweite Zeile: 12 €.";

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    [InlineData("windows-1252", false)]
    public void Decode_KnownEncoding_GivesTheText(string encodingName, bool withMark)
    {
        var encoding = Get(encodingName);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];

        Assert.Equal(Text, TextDecoder.Decode(bytes));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Decode_ChineseUtf16WithoutMark_GivesTheText(string encodingName)
    {
        const string Chinese = "一个常见的字是一。\n第二行有2个数字，一共一行。\n";

        Assert.Equal(Chinese, TextDecoder.Decode(Get(encodingName).GetBytes(Chinese)));
    }

    [Theory]
    [InlineData("windows-1251", "Съешь же ещё этих мягких французских булок, да выпей чаю.")]
    [InlineData("koi8-r", "Съешь же ещё этих мягких французских булок, да выпей чаю.")]
    [InlineData("shift_jis", "これは日本語の文章です。エンコーディングが違います。")]
    [InlineData("gb2312", "这是一个中文句子，编码不对。")]
    [InlineData("windows-1253", "Αυτό είναι ένα ελληνικό κείμενο.")]
    public void Decode_OtherLegacyEncoding_SaysWhatToDo(string encodingName, string text)
    {
        var exception = Assert.Throws<DocumentReadException>(() => TextDecoder.Decode(Get(encodingName).GetBytes(text)));

        Assert.Contains("encoding", exception.Message);
        Assert.Contains("UTF-8", exception.Message);
    }

    [Fact]
    public void Decode_Utf8WithADamagedByte_NamesTheLine()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("Größe\nHöhe\nLänge "), 0xC3, .. Encoding.UTF8.GetBytes(" über alles")];

        var exception = Assert.Throws<DocumentReadException>(() => TextDecoder.Decode(bytes));

        Assert.Contains("line 3", exception.Message);
    }

    [Fact]
    public void Decode_MarkedUtf16OfOddLength_SaysWhatToDo()
    {
        var exception = Assert.Throws<DocumentReadException>(() => TextDecoder.Decode([0xFF, 0xFE, 0x41, 0x00, 0x42]));

        Assert.Contains("marked as UTF-16", exception.Message);
    }

    [Fact]
    public void Decode_RandomBytes_IsRefused()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);

        Assert.Throws<DocumentReadException>(() => TextDecoder.Decode(bytes));
    }

    [Fact]
    public void Decode_NumbersAsBytes_IsRefused()
    {
        var bytes = Enumerable.Range(0, 3000).SelectMany(BitConverter.GetBytes).ToArray();

        Assert.Throws<DocumentReadException>(() => TextDecoder.Decode(bytes));
    }

    [Fact]
    public void Decode_ControlCharacters_IsRefused()
    {
        var exception = Assert.Throws<DocumentReadException>(() => TextDecoder.Decode([.. "plain\u0001\u0002\u0003 text"u8]));

        Assert.Contains("isn't text", exception.Message);
    }

    [Theory]
    [InlineData("%PDF-1.7 ...", "PDF")]
    [InlineData("PK\u0003\u0004...", "Office")]
    [InlineData("{\\rtf1 Hello}", "RTF")]
    public void Decode_OtherFormatNamedText_NamesTheFormat(string content, string format)
    {
        var exception = Assert.Throws<DocumentReadException>(() => TextDecoder.Decode(Encoding.UTF8.GetBytes(content)));

        Assert.Contains(format, exception.Message);
    }

    [Fact]
    public void Decode_EscapesOfAColouredLog_AreText()
    {
        const string Log = "\u001B[31mfailed\u001B[0m\n";

        Assert.Equal(Log, TextDecoder.Decode(Encoding.UTF8.GetBytes(Log)));
    }

    private static Encoding Get(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
