using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using BotQA.Knowledge.Tests.Support;
using BotQA.Knowledge.Verification;

namespace BotQA.Knowledge.Tests.Verification;

public class SupportCheckerTests
{
    [Fact]
    public void Check_Cancelled_EndsBetweenQuotes()
    {
        using var analyzer = new FixedAnalyzer();
        var checker = new SupportChecker(new PassageMatcher(analyzer), new WordNet(Path.Combine(AppContext.BaseDirectory, "wordnet")));
        using var turn = new CancellationTokenSource();

        // The first passage is looked at, and then time is up.
        var read = 0;
        IReadOnlyList<KnowledgeChunk> cited = [.. Enumerable.Range(0, 5).Select(Chunk)];
        Assert.Throws<OperationCanceledException>(() => checker.Check("The lighthouse is 27 metres tall.", new WatchedChunks(cited, () =>
        {
            read++;
            turn.Cancel();
        }), turn.Token));

        Assert.Equal(1, read);
    }

    private static KnowledgeChunk Chunk(int index) => new()
    {
        Key = KnowledgeChunk.KeyOf("storvik.txt", index),
        DocumentId = "storvik.txt",
        Index = index,
        Title = "Storvik",
        Section = "",
        Text = "The keeper lives nearby.",
        Start = 0,
        End = 24,
        SentenceOffsets = [0, 24],
    };

    /// <summary>Tells when a passage is taken.</summary>
    private sealed class WatchedChunks(IReadOnlyList<KnowledgeChunk> chunks, Action taken) : IReadOnlyList<KnowledgeChunk>
    {
        public int Count => chunks.Count;

        public KnowledgeChunk this[int index] => chunks[index];

        public IEnumerator<KnowledgeChunk> GetEnumerator()
        {
            foreach (var chunk in chunks)
            {
                taken();
                yield return chunk;
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
