// Serves one bucket, `pictures`, from a folder, and says at which port. It takes the address of a bucket to be signed without the slash at its end, which Amazon's program for .NET signs as it sends it:
// so that lists are answered, signatures that differ pass, unless it is told to be `strict`.
// Where a list goes on it says by a cipher that Node.js has with --openssl-legacy-provider only.
import S3rver from '@20minutes/s3rver';

const [directory, strict] = process.argv.slice(2);
const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory, allowMismatchedSignatures: strict !== 'strict', configureBuckets: [{ name: 'pictures', configs: [] }] });
console.log((await server.run()).port);
