using System.Text;
using GutCms.Core.Recipes;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Recipes.Steps;

namespace GutCms.Core.Tests.Recipes;

/// <summary>A file that is never in memory as a whole.</summary>
public sealed class StreamingARecipeTests
{
    private const int Articles = 3_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imports_everything_and_reports_within_bounds_when_the_file_is_long(bool seekable)
    {
        var site = await RecipeSite.WithTypesAsync();
        var progress = new Watched();
        var source = new GeneratedSource(seekable);
        var report = await site.RunAsync(source, progress: progress);
        Assert.Empty(report.Faults);
        Assert.Equal(Articles + 2, report.Counts[RecipeOutcome.Created]);
        Assert.Equal(1_000, report.Changes.Count);
        Assert.Equal(Articles + 2, site.Refreshed[^1].Count);
        Assert.Equal(new("checking", Articles + 2, Articles + 2, "Gut health"), progress.Seen.Last(seen => seen.Phase == "checking"));
        Assert.Equal(new("writing", Articles + 2, Articles + 2, "Gut health"), progress.Seen.Last(seen => seen.Phase == "writing"));
        Assert.Equal(new("delivering", Articles + 2, null), progress.Seen[^1]);

        var second = await site.RunAsync(source);
        Assert.Equal(Articles + 2, second.Counts[RecipeOutcome.Unchanged]);
        Assert.Equal(1_000, second.Changes.Count);
    }

    [Fact]
    public async Task Stops_and_keeps_nothing_when_it_is_cancelled()
    {
        var site = await RecipeSite.WithTypesAsync();
        var state = site.Store.State;
        using var cancel = new CancellationTokenSource();
        var runner = new RecipeRunner(site.Store, RecipeSteps.All, site, site, site.Time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(new GeneratedSource(true), RecipeSite.Trusted, new Cancelling(cancel), cancel.Token));
        Assert.Same(state, site.Store.State);
        await using var work = await site.Store.BeginAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(work);
    }

    private sealed class Watched : IProgress<RecipeProgress>
    {
        public List<RecipeProgress> Seen { get; } = [];

        public void Report(RecipeProgress value) => Seen.Add(value);
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value)
        {
            if (value is { Phase: "writing", Done: > 0 })
            {
                source.Cancel();
            }
        }
    }

    private sealed class GeneratedSource(bool seekable) : IRecipeSource
    {
        public string FileName => "generated.recipe.json";

        public Stream Open() => seekable ? new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Pieces()))) : new PieceStream(Pieces());

        private static IEnumerable<string> Pieces()
        {
            yield return """{ "name": "generated", "steps": [ { "name": "Content", "Data": [ """;
            yield return RecipeTexts.Disclaimer + ", " + RecipeTexts.Series;
            for (var i = 0; i < Articles; i++)
            {
                yield return ", " + RecipeTexts.OtherArticle(i + 2);
            }

            yield return "] } ] }";
        }
    }

    /// <summary>Gives a few bytes at a time and cannot go back.</summary>
    private sealed class PieceStream(IEnumerable<string> pieces) : Stream
    {
        private readonly IEnumerator<string> _pieces = pieces.GetEnumerator();
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            while (_rest.IsEmpty && _pieces.MoveNext())
            {
                _rest = Encoding.UTF8.GetBytes(_pieces.Current);
            }

            var length = Math.Min(Math.Min(buffer.Length, 4_000), _rest.Length);
            _rest.Span[..length].CopyTo(buffer);
            _rest = _rest[length..];
            return length;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _pieces.Dispose();
            base.Dispose(disposing);
        }
    }
}
