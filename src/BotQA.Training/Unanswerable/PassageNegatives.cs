using BotQA.Training.Data;

namespace BotQA.Training.Unanswerable;

/// <summary>Finds passages that look right for a question and don't hold its answer.</summary>
internal sealed class PassageNegatives
{
    private const int Searched = 30;
    private const int Offered = 4;

    private readonly Bm25Index _all;
    private readonly Dictionary<string, Bm25Index> _byArticle;

    public PassageNegatives(IReadOnlyList<QaParagraph> paragraphs)
    {
        _all = new Bm25Index(paragraphs);
        _byArticle = paragraphs.Where(p => p.Article.Length > 0)
            .GroupBy(p => p.Article, StringComparer.Ordinal)
            .Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => new Bm25Index([.. g]), StringComparer.Ordinal);
    }

    /// <summary>A passage of <paramref name="kind"/>, one of the four that word search ranks highest; null where there is none.</summary>
    public QaParagraph? Find(QaQuestion question, UnanswerableKind kind, Random random)
    {
        var article = question.Paragraph.Article;
        IEnumerable<(QaParagraph Paragraph, double Score)> found = kind switch
        {
            UnanswerableKind.SameArticle => _byArticle.TryGetValue(article, out var index) ? index.Search(question.Text, Searched) : [],
            UnanswerableKind.OtherPassage => _all.Search(question.Text, Searched).Where(f => article.Length == 0 || f.Paragraph.Article != article),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only passages are looked for here."),
        };
        var candidates = found.Select(f => f.Paragraph)
            .Where(p => p != question.Paragraph && !p.Contains(question.Answers))
            .Take(Offered)
            .ToList();
        return candidates.Count == 0 ? null : candidates[random.Next(candidates.Count)];
    }
}
