using BotQA.Evaluation.Sets;
using BotQA.Knowledge.Documents;
using BotQA.Tests.Support;

namespace BotQA.Tests.Evaluation;

public sealed class EvaluationSetReaderTests : IDisposable
{
    private const string Squad = """
        {"version": "v2.0", "data": [
          {"title": "Kyiv", "paragraphs": [
            {"context": "Kyiv is a city.", "qas": []},
            {"context": "😀 Kyiv has 2.8 million people.", "qas": [
              {"id": "q1", "question": "How many people?", "is_impossible": false,
               "answers": [{"text": "2.8 million", "answer_start": 11}, {"text": "2.8 million", "answer_start": 11}, {"text": "million", "answer_start": 15}]},
              {"id": "q2", "question": "Who is the mayor?", "is_impossible": true, "answers": [], "plausible_answers": [{"text": "Kyiv", "answer_start": 2}]}]}]},
          {"title": "Lviv", "paragraphs": [{"context": "Lviv.", "qas": [{"id": "q3", "question": "Which city?", "answers": [{"text": "Lviv", "answer_start": 0}]}]}]}]}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("dev.json")]
    [InlineData("dev.json.gz")]
    public async Task ReadAsync_SquadFile_MakesEachParagraphADocument(string name)
    {
        var set = await EvaluationSetReader.ReadAsync(_folder.Write(name, Squad), TestContext.Current.CancellationToken);

        Assert.Equal(["Kyiv#0", "Kyiv#1", "Lviv#0"], set.Documents.Select(d => d.Id));
        Assert.Equal(["Kyiv", "Kyiv", "Lviv"], set.Documents.Select(d => d.Title));
        Assert.Equal("😀 Kyiv has 2.8 million people.", set.Documents[1].Text);
        Assert.Equal(["q1", "q2", "q3"], set.Questions.Select(q => q.Id));
        Assert.Equal([true, false, true], set.Questions.Select(q => q.Answerable));
        Assert.Equal(["2.8 million", "2.8 million", "million"], set.Questions[0].Answers);
        Assert.Equal(1, set.Questions[0].Documents["Kyiv#1"]);
        Assert.Empty(set.Questions[1].Answers);
    }

    [Fact]
    public async Task ReadAsync_SquadFile_TurnsCodePointsIntoUtf16Offsets()
    {
        var set = await EvaluationSetReader.ReadAsync(_folder.Write("dev.json", Squad), TestContext.Current.CancellationToken);

        // The emoji is one code point and two UTF-16 units: 11 becomes 12, 15 becomes 16.
        Assert.Equal([new GoldQuote("Kyiv#1", new TextSpan(12, 23)), new GoldQuote("Kyiv#1", new TextSpan(16, 23))], set.Questions[0].Quotes);
    }

    [Fact]
    public async Task ReadAsync_SquadOffsetThatIsWrong_TakesTheNearestPlace()
    {
        var path = _folder.Write("dev.json", """
            {"data": [{"title": "T", "paragraphs": [{"context": "one two one", "qas": [
              {"id": "1", "question": "?", "answers": [{"text": "one", "answer_start": 7}]},
              {"id": "2", "question": "?", "answers": [{"text": "three", "answer_start": 0}]}]}]}]}
            """);

        var set = await EvaluationSetReader.ReadAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(new TextSpan(8, 11), Assert.Single(set.Questions[0].Quotes).Span);
        Assert.Empty(set.Questions[1].Quotes);
        Assert.True(set.Questions[1].Answerable);
    }

    [Fact]
    public async Task ReadAsync_SquadArticlesOfOneTitle_GetDifferentIds()
    {
        const string Article = """{"title": "T", "paragraphs": [{"context": "x", "qas": [{"id": "ID", "question": "?", "answers": []}]}]}""";
        var path = _folder.Write("dev.json", $$"""{"data": [{{Article}}, {{Article.Replace("ID", "2", StringComparison.Ordinal)}}]}""");

        var set = await EvaluationSetReader.ReadAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(["T#0", "T (2)#0"], set.Documents.Select(d => d.Id));
    }

    [Fact]
    public async Task ReadAsync_BeirFolder_AsksOnlyJudgedQueries()
    {
        WriteBeir("query-id\tcorpus-id\tscore\n7\td1\t2\n7\td2\t0\n9\tgone\t1\n");

        var set = await EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal(["d1", "2"], set.Documents.Select(d => d.Id));
        Assert.Equal(["First", ""], set.Documents.Select(d => d.Title));
        Assert.Equal(" Text  kept as it is.\r\n", set.Documents[0].Text);
        Assert.Equal(["7", "9"], set.Questions.Select(q => q.Id));
        Assert.Equal("What?", set.Questions[0].Question);
        Assert.Null(set.Questions[0].Answerable);
        Assert.Equal(2, set.Questions[0].Documents["d1"]);
        Assert.Equal(0, set.Questions[0].Documents["d2"]);
        Assert.True(set.IgnoresOwnDocument);
    }

    [Fact]
    public async Task ReadAsync_BeirJudgementsThatAreDamaged_NamesFileAndLine()
    {
        WriteBeir("query-id\tcorpus-id\tscore\n7\td1\t1\n7 d2 1\n");

        var error = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken));

        Assert.Contains($"test.tsv, line 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_QuestionSetWithoutCorpus_IsAboutTheFolderOfDocuments()
    {
        _folder.Write("questions.jsonl", """{"id": "q1", "question": "How many?", "answerable": true, "quotes": ["two"], "documents": ["a.md"]}""");
        Document document = new() { Id = "a.md", Title = "A", Text = "There are two." };

        var set = await EvaluationSetReader.ReadAsync(_folder.Path, _ => Task.FromResult<IReadOnlyList<Document>>([document]), TestContext.Current.CancellationToken);

        Assert.Equal([document], set.Documents);
        Assert.Equal([new GoldQuote("a.md", new TextSpan(10, 13))], set.Questions[0].Quotes);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".gz")]
    public async Task ReadAsync_QuestionSet_ReadsEveryField(string extension)
    {
        WriteCorpus(extension);
        _folder.Write("questions.jsonl" + extension, """
            {"id": "q1", "question": "And the second?", "history": [{"role": "user", "text": "The first?"}, {"role": "assistant", "text": "One."}], "answerable": true, "answers": ["two"], "quotes": ["two", "nowhere"], "documents": ["d1", "d1", "d2"]}

            {"id": "q2", "question": "Why?", "answerable": false, "answers": ["I don't know."], "documents": []}
            {"id": "q3", "question": "Hm?", "answerable": null, "documents": ["d2"]}
            """);

        var set = await EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal([true, false, null], set.Questions.Select(q => q.Answerable));
        Assert.Equal([new EvaluationTurn("user", "The first?"), new EvaluationTurn("assistant", "One.")], set.Questions[0].History);
        Assert.Equal(["two"], set.Questions[0].Answers);
        Assert.Empty(set.Questions[1].Answers); // what an assistant said instead is no gold answer
        Assert.Equal(
            [new GoldQuote("d1", new TextSpan(4, 7)), new GoldQuote("d1", new TextSpan(12, 15)), new GoldQuote("d2", new TextSpan(0, 3))],
            set.Questions[0].Quotes);
        Assert.Equal(1, set.UnlocatedQuotes);
        Assert.Equal(["d1", "d2"], set.Questions[0].Documents.Keys.Order());
    }

    [Theory]
    [InlineData("""{"id": "q1", "question": "What?" """, "line 2")] // cut off
    [InlineData("""{"id": "q1", "documents": []}""", "question")] // a field is missing
    [InlineData("""{"id": "q1", "question": null}""", "question")]
    [InlineData("""{"id": "q1", "question": "What?", "answerable": "yes"}""", "$.answerable")]
    [InlineData("""{"id": "q0", "question": "What?"}""", "q0 occurs a second time")]
    [InlineData("null", "null instead of an object")]
    public async Task ReadAsync_QuestionThatIsDamaged_NamesFileLineAndReason(string line, string reason)
    {
        WriteCorpus();
        var path = _folder.Write("questions.jsonl", """{"id": "q0", "question": "Well?"}""" + "\n" + line + "\n");

        var error = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken));

        Assert.StartsWith($"{path}, line 2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_DocumentIdTwice_NamesFileAndLine()
    {
        var path = _folder.Write("corpus.jsonl", """
            {"_id": "d1", "text": "a"}
            {"_id": "d1", "text": "b"}
            """);
        _folder.Write("questions.jsonl", """{"id": "q0", "question": "Well?"}""");

        var error = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken));

        Assert.Equal($"{path}, line 2: the _id d1 occurs a second time.", error.Message);
    }

    [Fact]
    public async Task ReadAsync_SquadFileThatIsDamaged_NamesFileAndLine()
    {
        var path = _folder.Write("dev.json", "{\"data\": [\n{\"title\": \"T\", \"paragraphs\": [{\"qas\": []}]}]}");

        var error = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(path, TestContext.Current.CancellationToken));

        Assert.StartsWith($"{path}, line 2: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("context", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_FileThatIsNoGzip_SaysSo()
    {
        var path = System.IO.Path.Combine(_folder.Path, "dev.json.gz");
        await File.WriteAllTextAsync(path, "{}", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(path, TestContext.Current.CancellationToken));

        Assert.Equal($"{path}: the gzip data is damaged.", error.Message);
    }

    [Fact]
    public async Task ReadAsync_CorpusThatIsNotUtf8_NamesFileAndLine()
    {
        var path = System.IO.Path.Combine(_folder.Path, "corpus.jsonl");
        await File.WriteAllBytesAsync(path, [.. "{\"_id\": \"d\", \"text\": \""u8, 0xE9, .. "\"}\n"u8], TestContext.Current.CancellationToken);
        _folder.Write("questions.jsonl", """{"id": "q0", "question": "Well?"}""");

        var error = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken));

        Assert.Equal($"{path}, at or after line 1: the text is not UTF-8.", error.Message);
    }

    [Fact]
    public async Task ReadAsync_PathThatIsNoSet_SaysWhatIsExpected()
    {
        var missing = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(System.IO.Path.Combine(_folder.Path, "no"), TestContext.Current.CancellationToken));
        var empty = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken));
        _folder.Write("queries.jsonl", "");
        var incomplete = await Assert.ThrowsAsync<EvaluationSetException>(() => EvaluationSetReader.ReadAsync(_folder.Path, TestContext.Current.CancellationToken));

        Assert.Contains("doesn't exist", missing.Message, StringComparison.Ordinal);
        Assert.Contains("holds no evaluation set", empty.Message, StringComparison.Ordinal);
        Assert.Contains("lacks qrels", incomplete.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, new[] { "0", "5" })]
    [InlineData(4, new[] { "0", "2", "5", "7" })]
    [InlineData(10, new[] { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" })]
    [InlineData(99, new[] { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" })]
    public void Sample_OfTenQuestions_IsSpacedEvenly(int count, string[] expected)
    {
        var set = new EvaluationSet
        {
            Name = "ten",
            Documents = [Some.Document()],
            Questions = [.. Enumerable.Range(0, 10).Select(i => new EvaluationQuestion { Id = $"{i}", Question = "?" })],
        };

        Assert.Equal(expected, set.Sample(count).Questions.Select(q => q.Id));
    }

    private void WriteBeir(string judgements)
    {
        _folder.Write("corpus.jsonl", """
            {"_id": "d1", "title": "First", "text": " Text  kept as it is.\r\n", "metadata": {}}
            {"_id": 2, "text": ""}
            """);
        _folder.Write("queries.jsonl", """
            {"_id": "7", "text": "What?"}
            {"_id": "8", "text": "Not judged"}
            {"_id": 9, "text": "Judged, but the document is gone"}
            """);
        _folder.Write("qrels/test.tsv", judgements);
    }

    private void WriteCorpus(string extension = "") => _folder.Write("corpus.jsonl" + extension, """
        {"_id": "d1", "title": "Numbers", "text": "one two and two"}
        {"_id": "d2", "title": "", "text": "two"}
        """);
}
