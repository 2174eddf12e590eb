using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace BotQA.Knowledge.Verification;

/// <summary>
/// Princeton's WordNet: which words mean the same, and which the opposite. It is read from its own database files by binary search, and loaded
/// by the first question unless <see cref="Load"/> was called before. Safe for use from many threads.
/// </summary>
internal sealed class WordNet(string folder)
{
    // The senses of a word are ordered by how common they are; rare ones make everything mean everything.
    private const int MaxSenses = 5;
    private const int MaxFollowedSenses = 3;
    private const int MaxCached = 20_000;

    private const int Verb = 1;

    private static readonly string[] Parts = ["noun", "verb", "adj", "adv"];

    private static readonly (string Suffix, string Ending)[][] Endings =
    [
        [("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y"), ("s", "")],
        [("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("s", "")],
        [("er", ""), ("est", ""), ("er", "e"), ("est", "e"), ("ier", "y"), ("iest", "y")],
        [],
    ];

    private readonly Lazy<PartFiles[]> _files = new(() => [.. Parts.Select(part => PartFiles.Load(folder, part))]);
    private readonly ConcurrentDictionary<string, Senses> _senses = new(StringComparer.Ordinal);

    /// <summary>Whether the files are loaded.</summary>
    public bool IsLoaded => _files.IsValueCreated;

    /// <summary>Loads the files, so that no question waits for it.</summary>
    public void Load() => _ = _files.Value;

    /// <summary>Whether saying <paramref name="said"/> states <paramref name="stated"/> too: the same word, a synonym, or a more general one; verbs are used loosely, so for them a more special one too.</summary>
    public bool Implies(string said, string stated)
    {
        var (a, b) = (SensesOf(said), SensesOf(stated));
        return a.Lemmas.Overlaps(b.Lemmas) || a.Synsets.Overlaps(b.Synsets) || a.Broader.Overlaps(b.Synsets) || b.Broader.Any(sense => sense.Part == Verb && a.Synsets.Contains(sense)) || b.Related.Overlaps(a.Synsets) || a.Related.Overlaps(b.Synsets);
    }

    /// <summary>Whether the two words are opposites.</summary>
    public bool AreOpposite(string a, string b)
    {
        var (first, second) = (SensesOf(a), SensesOf(b));
        return first.Opposites.Overlaps(second.Lemmas) || second.Opposites.Overlaps(first.Lemmas);
    }

    /// <summary>Other words that could stand in the place of <paramref name="word"/>, in its most common sense: single words in their basic form.</summary>
    public IReadOnlyList<string> Substitutes(string word, WordRelation relation)
    {
        var lemma = word.ToLowerInvariant();
        var part = Array.FindIndex(_files.Value, files => files.Knows(lemma));
        if (part < 0)
        {
            return [];
        }

        var files = _files.Value[part];
        var own = files.Read(files.SynsetsOf(lemma).First());
        IEnumerable<string> words = relation switch
        {
            WordRelation.Synonym => own.Words,
            WordRelation.Opposite => own.Pointers
                .Where(pointer => pointer.Symbol == "!" && (pointer.Source == 0 || own.Words[pointer.Source - 1] == lemma))
                .SelectMany(pointer => files.Read(pointer.Offset).Words),
            WordRelation.Sister => own.Pointers.Where(pointer => pointer.Symbol == "@").Take(1)
                .SelectMany(pointer => files.Read(pointer.Offset).Pointers)
                .Where(pointer => pointer.Symbol == "~" && Parts[part][0] == pointer.Part)
                .Select(pointer => files.Read(pointer.Offset))
                .Where(sister => !sister.Words.Contains(lemma))
                .Select(sister => sister.Words[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, "There is no such relation."),
        };
        return [.. words.Where(other => other != lemma && other.All(char.IsAsciiLetter)).Distinct()];
    }

    private Senses SensesOf(string word)
    {
        if (_senses.Count > MaxCached)
        {
            _senses.Clear();
        }

        return _senses.GetOrAdd(word.ToLowerInvariant(), Look);
    }

    private Senses Look(string word)
    {
        var senses = new Senses();
        for (var part = 0; part < Parts.Length; part++)
        {
            foreach (var lemma in LemmasOf(word, part))
            {
                senses.Lemmas.Add(lemma);
                foreach (var (rank, offset) in _files.Value[part].SynsetsOf(lemma).Take(MaxSenses).Index())
                {
                    senses.Synsets.Add((part, offset));
                    if (rank < MaxFollowedSenses)
                    {
                        Follow(_files.Value[part].Read(offset), lemma, senses);
                    }
                }
            }
        }

        return senses;
    }

    private void Follow(Synset synset, string lemma, Senses senses)
    {
        foreach (var pointer in synset.Pointers)
        {
            var part = pointer.Part switch { 'n' => 0, 'v' => 1, 'r' => 3, _ => 2 };
            switch (pointer.Symbol)
            {
                case "@":
                    senses.Broader.Add((part, pointer.Offset));
                    break;
                case "+" or "&" or "\\" or "^" or "=":
                    senses.Related.Add((part, pointer.Offset));
                    break;
                case "!" when pointer.Source == 0 || synset.Words[pointer.Source - 1] == lemma:
                    var other = _files.Value[part].Read(pointer.Offset);
                    senses.Opposites.UnionWith(pointer.Target == 0 ? other.Words : [other.Words[pointer.Target - 1]]);
                    break;
            }
        }
    }

    private IEnumerable<string> LemmasOf(string word, int part)
    {
        var files = _files.Value[part];
        if (files.Exceptions.TryGetValue(word, out var irregular))
        {
            foreach (var lemma in irregular.Where(files.Knows))
            {
                yield return lemma;
            }
        }

        if (files.Knows(word))
        {
            yield return word;
        }

        foreach (var (suffix, ending) in Endings[part])
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal) && word.Length > suffix.Length + 1 && files.Knows(word[..^suffix.Length] + ending))
            {
                yield return word[..^suffix.Length] + ending;
            }
        }
    }

    private sealed class Senses
    {
        public HashSet<string> Lemmas { get; } = new(StringComparer.Ordinal);

        public HashSet<(int Part, int Offset)> Synsets { get; } = [];

        public HashSet<(int Part, int Offset)> Broader { get; } = [];

        public HashSet<(int Part, int Offset)> Related { get; } = [];

        public HashSet<string> Opposites { get; } = new(StringComparer.Ordinal);
    }

    private sealed record Pointer(string Symbol, int Offset, char Part, int Source, int Target);

    private sealed record Synset(string[] Words, Pointer[] Pointers);

    private sealed class PartFiles
    {
        private readonly byte[] _index;
        private readonly byte[] _data;

        private PartFiles(byte[] index, byte[] data, IReadOnlyDictionary<string, string[]> exceptions)
        {
            _index = index;
            _data = data;
            Exceptions = exceptions;
        }

        public IReadOnlyDictionary<string, string[]> Exceptions { get; }

        public static PartFiles Load(string folder, string part)
        {
            var exceptions = File.ReadLines(Path.Combine(folder, $"{part}.exc"))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length > 1)
                .DistinctBy(words => words[0])
                .ToDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);
            return new PartFiles(File.ReadAllBytes(Path.Combine(folder, $"index.{part}")), File.ReadAllBytes(Path.Combine(folder, $"data.{part}")), exceptions);
        }

        public bool Knows(string lemma) => Find(lemma) is not null;

        // lemma pos synset_cnt p_cnt [ptr_symbol...] sense_cnt tagsense_cnt synset_offset...
        public IEnumerable<int> SynsetsOf(string lemma)
        {
            if (Find(lemma) is not { } line)
            {
                return [];
            }

            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var count = int.Parse(fields[2], CultureInfo.InvariantCulture);
            return fields[^count..].Select(offset => int.Parse(offset, CultureInfo.InvariantCulture));
        }

        // synset_offset lex_filenum ss_type w_cnt word lex_id [word lex_id...] p_cnt [symbol offset pos source/target...] | gloss
        public Synset Read(int offset)
        {
            var fields = LineAt(_data, offset).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var words = int.Parse(fields[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var position = 4 + (2 * words);
            var pointers = int.Parse(fields[position], CultureInfo.InvariantCulture);
            return new Synset(
                [.. Enumerable.Range(0, words).Select(i => fields[4 + (2 * i)].Split('(')[0].ToLowerInvariant())],
                [.. Enumerable.Range(0, pointers).Select(i => ReadPointer(fields.AsSpan(position + 1 + (4 * i), 4)))]);
        }

        private static Pointer ReadPointer(ReadOnlySpan<string> fields) => new(
            fields[0],
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            fields[2][0],
            int.Parse(fields[3].AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            int.Parse(fields[3].AsSpan(2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));

        private string? Find(string lemma)
        {
            var key = Encoding.UTF8.GetBytes(lemma + " ");
            var (low, high) = (0, _index.Length);
            while (low < high)
            {
                var start = LineStart((low + high) / 2);
                var line = _index.AsSpan(start);
                var order = line[..Math.Min(line.Length, key.Length)].SequenceCompareTo(key);
                if (order == 0)
                {
                    return LineAt(_index, start);
                }

                if (order < 0)
                {
                    var end = line.IndexOf((byte)'\n');
                    low = end < 0 ? high : start + end + 1;
                }
                else
                {
                    high = start;
                }
            }

            return null;
        }

        private int LineStart(int position) => _index.AsSpan(0, position).LastIndexOf((byte)'\n') + 1;

        private static string LineAt(byte[] file, int start)
        {
            var line = file.AsSpan(start);
            var end = line.IndexOf((byte)'\n');
            return Encoding.UTF8.GetString(end < 0 ? line : line[..end]);
        }
    }
}
