using System.Runtime.InteropServices;

namespace BotQA.Training.Training;

/// <summary>
/// Examples as plain arrays of little-endian 16-bit numbers, one file each, for training outside of this program: <c>tokens.u16</c> holds
/// the ids of all inputs one after the other; <c>lengths.u16</c> how many ids each has; <c>passages.u16</c> where its passage starts;
/// <c>starts.u16</c> and <c>ends.u16</c> where the answer does: 0 for none, 65535 where nobody said; <c>classes.u16</c>, beside
/// <c>tokens.u16</c>, the class of each token of a statement: 0 for those that are wrong, 65535 where it isn't known and for all other tokens.
/// </summary>
internal static class ExampleFiles
{
    private const int Unknown = ushort.MaxValue;

    /// <summary>Writes the examples in their order and returns how many there were.</summary>
    public static int Write(string folder, IEnumerable<ReaderExample> examples)
    {
        Directory.CreateDirectory(folder);
        using var tokens = Create("tokens");
        using var lengths = Create("lengths");
        using var passages = Create("passages");
        using var starts = Create("starts");
        using var ends = Create("ends");
        using var classes = Create("classes");
        var count = 0;
        foreach (var example in examples)
        {
            Write(tokens, example.Window.Ids);
            Write(lengths, [example.Length]);
            Write(passages, [example.Window.PassageStart]);
            Write(starts, [example.Start]);
            Write(ends, [example.End]);
            Write(classes, ClassesOf(example));
            count++;
        }

        return count;

        FileStream Create(string name) => File.Create(Path.Combine(folder, name + ".u16"));
    }

    // The statement's tokens stand after [CLS].
    private static int[] ClassesOf(ReaderExample example)
    {
        var classes = new int[example.Length];
        Array.Fill(classes, Unknown);
        foreach (var (i, label) in (example.StatementLabels ?? []).Index())
        {
            classes[1 + i] = (int)label;
        }

        return classes;
    }

    private static void Write(FileStream file, ReadOnlySpan<int> values)
    {
        Span<ushort> narrow = stackalloc ushort[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            narrow[i] = checked((ushort)values[i]);
        }

        file.Write(MemoryMarshal.AsBytes(narrow));
    }
}
