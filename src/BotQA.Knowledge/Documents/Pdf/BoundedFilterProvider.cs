using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace BotQA.Knowledge.Documents.Pdf;

/// <summary>Unpacks the streams of a file as the library does, until they are larger together than allowed.</summary>
internal sealed class BoundedFilterProvider(DocumentOptions options, CancellationToken cancellationToken) : IFilterProvider
{
    private readonly Budget _budget = new(options.MaxUnpackedBytes, cancellationToken);

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(DefaultFilterProvider.Instance.GetAllFilters());

    private IReadOnlyList<IFilter> Bounded(IReadOnlyList<IFilter> filters) => filters.Count == 0 ? filters : [.. filters.Select(filter => new BoundedFilter(filter, _budget))];

    private sealed class Budget(int bytes, CancellationToken cancellationToken)
    {
        private long _left = bytes;

        public void Take(long count)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((_left -= count) < 0)
            {
                throw DocumentLimits.Unpacks(bytes);
            }
        }
    }

    private sealed class BoundedFilter(IFilter inner, Budget budget) : IFilter
    {
        // Its output is as long as its input a thousand times at most.
        private const int MaxLzwBytes = 1 << 20;

        private const int BufferBytes = 81_920;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (inner is FlateFilter)
            {
                Measure(input);
            }
            else if (inner is LzwFilter && input.Length > MaxLzwBytes)
            {
                budget.Take(long.MaxValue / 2);
            }

            var output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
            if (inner is not FlateFilter)
            {
                budget.Take(output.Length);
            }

            return output;
        }

        /// <summary>Unpacks without keeping anything, so that what would fill the memory is refused before it does.</summary>
        private void Measure(Memory<byte> input)
        {
            if (input.Length < 2)
            {
                return;
            }

            using var unpacked = new DeflateStream(new MemoryStream(input[2..].ToArray()), CompressionMode.Decompress);
            var buffer = new byte[BufferBytes];
            try
            {
                for (int count; (count = unpacked.Read(buffer)) > 0;)
                {
                    budget.Take(count);
                }
            }
            catch (InvalidDataException)
            {
                // The library makes of a damaged stream what it can.
            }
        }
    }
}
