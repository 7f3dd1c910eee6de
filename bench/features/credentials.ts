/** As Sirv gives them out: secrets are base64 there, so that they change wherever they are encoded. */
export const credentials = {
  clientId: "fakeClientId",
  clientSecret: "FAKE+secret/of/nobody+FAKE+secret/of/nobody==",
};
